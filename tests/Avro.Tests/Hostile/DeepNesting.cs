using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Fingerprints;
using OrderPipeline.Avro.Json;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Sorting;
using Xunit;

namespace Avro.Tests.Hostile;

/// <summary>
/// Run in a process of its own by <see cref="DeepNestingTests"/>, since nobody can catch what a full stack does.
/// </summary>
internal static class DeepNesting
{
    internal const string Variable = "AVRO_TESTS_DEEP_NESTING";
    internal const string Survived = "everything was refused";

    private const int Levels = 1_000_000;
    private const string Record = """{"type":"record","name":"R","fields":[{"name":"f","type":""";

    private static readonly AvroSchema Node = AvroSchema.Parse(
        """{"type":"record","name":"N","fields":[{"name":"n","type":["null","N"]}]}""");

    private static readonly AvroSchema Other = AvroSchema.Parse(
        """{"type":"record","name":"N","fields":["""
        + """{"name":"v","type":"int","default":0},{"name":"n","type":["null","N"]}]}""");

    /// <summary>Types that hold themselves without a union in between: data can nest by arrays and maps.</summary>
    private static readonly AvroSchema Lists = AvroSchema.Parse(
        """{"type":"record","name":"L","fields":["""
        + """{"name":"a","type":{"type":"array","items":{"type":"map","values":"L"}}}]}""");

    /// <summary>It needs itself: no data of it can end.</summary>
    private static readonly AvroSchema Endless = AvroSchema.Parse(
        """{"type":"record","name":"E","fields":[{"name":"e","type":"E"}]}""");

    /// <summary>Where the process was started for it: does its work instead of running tests.</summary>
    [ModuleInitializer]
    internal static void RunAlone()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
            return;

        // On this thread: any other would wait for the initializer's end.
        RunAll();
        Environment.Exit(0);
    }

    private static void RunAll()
    {
        Run(BinaryData);
        Run(Resolution);
        Run(JsonData);
        Run(SchemaTexts);
        Run(DeepestSchema);
        Run(DeepDefaults);
        Console.WriteLine(Survived);
    }

    private static void Run(Action part)
    {
        // Where the process dies, this says in which part.
        Console.Error.WriteLine(part.Method.Name);
        part();
    }

    private static void BinaryData()
    {
        var nodes = Bytes([2]);
        var lists = Bytes([2, 2, 2, (byte)'k']);
        foreach (var (schema, data) in new[] { (Node, nodes), (Lists, lists), (Endless, nodes), (Endless, []) })
        {
            Assert.Equal(AvroErrorCode.TooDeep, AvroSkipper.Check(data, schema).Code);
            var reader = new AvroReader(data);
            using var json = new Utf8JsonWriter(Stream.Null);
            var status = AvroJson.TryWrite(ref reader, schema, json);
            Assert.Equal(AvroErrorCode.TooDeep, status.Code);
            Assert.InRange(status.ToString().Length, 1, 400);
        }

        Assert.Equal(AvroErrorCode.TooDeep, new AvroComparer(Node).TryCompare(nodes, nodes, out _).Code);
    }

    private static void Resolution()
    {
        var output = new byte[Levels];
        foreach (var resolver in new[] { AvroResolver.Compile(Node, Other), AvroResolver.Compile(Node, Node) })
        {
            var writer = new AvroWriter(output);
            var status = resolver.TryResolve(Bytes([2]), ref writer, out _);
            Assert.Equal(AvroErrorCode.TooDeep, status.Code);
            Assert.InRange(status.ToString().Length, 1, 400);
        }
    }

    private static void JsonData()
    {
        foreach (var text in new[] { """{"n":{"N":""", "[", """{"n":""" })
        {
            var json = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, Levels)));
            foreach (var schema in new[] { Node, Lists, Endless })
            {
                var writer = new AvroWriter(new byte[Levels]);
                Assert.NotEqual(AvroErrorCode.None, AvroJson.TryRead(json, schema, ref writer).Code);
            }
        }
    }

    private static void SchemaTexts()
    {
        string[] levels = ["[", "{\"type\":", "{\"type\":\"array\",\"items\":", Record, "{\"type\":\"int\",\"x\":["];
        foreach (var level in levels)
        {
            var text = string.Concat(Enumerable.Repeat(level, Levels));
            Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(text));
            Assert.Throws<AvroSchemaException>(() => new AvroSchemaParser { ChecksDefaults = false }.Parse(text));
        }
    }

    private static void DeepestSchema()
    {
        var json = "\"int\"";
        var depth = 1;
        for (; depth < 200; depth++)
            json = depth % 2 == 0
                ? $$"""{"type":"array","items":{{json}}}"""
                : $$"""{"type":"map","values":{{json}}}""";
        var schema = AvroSchema.Parse(json);
        Assert.Equal(schema.ToString(), AvroSchema.Parse(schema.ToSelfContainedJson()).ToString());
        Assert.Equal(CanonicalForm.Of(schema), CanonicalForm.Of(AvroSchema.Parse(json)));
        Assert.True(AvroResolver.Compile(schema, AvroSchema.Parse(json)).IsIdentity);
        var data = new byte[depth];
        Assert.NotNull(AvroSkipper.Check(data, schema).ToString());
    }

    private static void DeepDefaults()
    {
        // Each field's default nests a record as deep as the text allows, and lacks the next field.
        const int fields = 200;
        const int depth = 240;
        var text = new StringBuilder(
            """{"type":"record","name":"R","fields":[{"name":"n","type":["null","R"],"default":null}""");
        for (var i = 0; i < fields; i++)
        {
            text.Append($$""",{"name":"f{{i}}","type":["null","R"],"default":""");
            for (var level = 0; level < depth; level++)
                text.Append("{\"n\":");
            text.Append("null").Append('}', depth).Append('}');
        }

        var schema = text.Append("]}").ToString();
        Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(schema));
        var loose = new AvroSchemaParser { ChecksDefaults = false }.Parse(schema);
        var empty = AvroSchema.Parse("""{"type":"record","name":"R","fields":[]}""");
        Assert.Throws<AvroResolutionException>(() => AvroResolver.Compile(empty, loose));
        var writer = new AvroWriter(new byte[Levels]);
        Assert.NotEqual(AvroErrorCode.None, AvroJson.TryRead("{}"u8, loose, ref writer).Code);
    }

    private static byte[] Bytes(byte[] level)
    {
        var data = new byte[Levels * level.Length];
        for (var i = 0; i < data.Length; i++)
            data[i] = level[i % level.Length];
        return data;
    }
}
