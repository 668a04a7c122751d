using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Avro.SourceGenerator.Tests.Running;
using Microsoft.CodeAnalysis;
using OrderPipeline.Avro.Schemas;
using Xunit;
using Xunit.Sdk;

namespace Avro.SourceGenerator.Tests.Properties;

/// <summary>
/// AVRO_TEST_SCHEMAS random schemas (200 unless set) from AVRO_TEST_SEED on: a failure names its seed.
/// </summary>
[Trait("Category", "Unit")]
public sealed partial class GeneratedRoundTripTests
{
    private const int BatchSize = 50;
    private const int DataOfEach = 20;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void What_was_written_by_the_schema_goes_through_the_generated_class_to_the_bit()
    {
        var (first, count) = (Setting("AVRO_TEST_SEED", 20261121), Setting("AVRO_TEST_SCHEMAS", 200));
        var views = 0;
        for (var seed = first; seed < first + count; seed += BatchSize)
            views += CheckBatch(seed, Math.Min(BatchSize, first + count - seed));
        Assert.True(views >= count / 20, $"{views} views of {count} schemas: too few to tell");
    }

    private static int CheckBatch(int firstSeed, int count)
    {
        var schemas = Enumerable.Range(firstSeed, count)
            .Select(seed => (Seed: seed, Json: new RandomSchemas(new Random(seed), seed).Next().ToJsonString(Indented)))
            .ToList();
        var run = GeneratorRun.Over([.. schemas.Select(schema => ($"{schema.Seed}.avsc", schema.Json))]);
        var problems = run.Problems.Where(problem => problem.Severity > DiagnosticSeverity.Info);
        Assert.Empty(problems.Select(problem => problem.ToString()));

        var roots = schemas.Select(schema => (schema.Seed, Schema: (RecordSchema)AvroSchema.Parse(schema.Json)))
            .ToList();
        var flat = roots.Where(root => HasView(run.Code(root.Schema.FullName + ".g.cs"))).ToList();
        var names = flat.Select(root => string.Join(".", root.Schema.FullName.Split('.').Select(part => "@" + part)));
        var whole = run.WithCode(ViewBridges.CodeFor([.. names]));
        var assembly = whole.Load();
        var bridges = assembly.GetType(ViewBridges.ClassName)!;
        foreach (var (seed, schema) in roots)
            Check(seed, schema, RoundTrip.Of(assembly.GetType(schema.FullName)!));
        for (var i = 0; i < flat.Count; i++)
        {
            var through = bridges.GetMethod("Through" + i.ToString(CultureInfo.InvariantCulture))!;
            Check(flat[i].Seed, flat[i].Schema, through.CreateDelegate<Func<byte[], byte[]>>());
        }

        return flat.Count;
    }

    private static void Check(int seed, RecordSchema schema, Func<byte[], byte[]> through)
    {
        var random = new Random(seed);
        for (var i = 0; i < DataOfEach; i++)
        {
            try
            {
                var bytes = RandomData.Of(schema, random);
                Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(through(bytes)));
            }
            catch (Exception failure)
            {
                throw new XunitException($"AVRO_TEST_SEED={seed}: {failure.Message}\n{schema.Json}", failure);
            }
        }
    }

    private static int Setting(string name, int otherwise) => Environment.GetEnvironmentVariable(name) is { } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : otherwise;

    private static bool HasView(string code) => ViewHead().IsMatch(code);

    [GeneratedRegex("^public readonly ref struct ", RegexOptions.Multiline)]
    private static partial Regex ViewHead();
}
