using System.Text.Json;
using Avro.Fuzz.Generating;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Json;
using OrderPipeline.Avro.Resolution;

namespace Avro.Fuzz.Targets;

/// <summary>Data of random schemas: the skipper, the JSON view and a plan that changes nothing must agree.</summary>
internal sealed class DataTarget : IFuzzTarget
{
    private const int SeedSchemas = 400;

    private readonly SchemaPool _pool = new();
    private readonly Dictionary<int, AvroResolver> _same = [];
    private readonly byte[] _output = new byte[1 << 16];

    public string Name => "data";

    public bool IsText => false;

    public IEnumerable<byte[]> Seeds(Random random)
    {
        for (var number = 0; number < SeedSchemas; number++)
        {
            var (bytes, _) = RandomDatum.Of(_pool.SchemaOf(number), random, hasSizedBlocks: true);
            if (bytes.Length < 1024)
                yield return SchemaPool.Join(number, bytes);
        }
    }

    public int Run(byte[] input)
    {
        var (number, data) = SchemaPool.Split(input);
        var schema = _pool.SchemaOf(number);
        var status = default(AvroStatus);
        Memory.Limit(0, "the skipper", () => status = AvroSkipper.Check(data, schema));

        var skipping = new AvroReader(data);
        var isGood = AvroSkipper.TrySkip(ref skipping, schema);
        FindingException.Unless(
            isGood || skipping.Status() == status, "a check and a skip of the same bytes fail in different ways");

        var showing = new AvroReader(data);
        var shown = Show(ref showing, schema);
        FindingException.Unless(isGood, shown.IsOk, "the JSON view takes what the skipper refuses, or the reverse");
        FindingException.Unless(skipping.Position, showing.Position, "the JSON view ends elsewhere than the skipper");
        FindingException.Unless(
            (skipping.Error, skipping.ErrorOffset), (shown.Code, shown.Offset), "the JSON view fails in another way");
        CheckResolving(number, data, isGood, ref skipping);
        return Outcome.Of(status, number);
    }

    private static AvroStatus Show(ref AvroReader reader, OrderPipeline.Avro.Schemas.AvroSchema schema)
    {
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { MaxDepth = 2048 });
        var status = AvroJson.TryWrite(ref reader, schema, json);
        json.Flush();
        if (status.IsOk)
        {
            using var document = JsonDocument.Parse(
                stream.GetBuffer().AsMemory(0, (int)stream.Length), new JsonDocumentOptions { MaxDepth = 2048 });
        }

        return status;
    }

    private void CheckResolving(int number, byte[] data, bool isGood, ref AvroReader skipped)
    {
        if (!_same.TryGetValue(number, out var resolver))
        {
            var schema = _pool.SchemaOf(number);
            var again = OrderPipeline.Avro.Schemas.AvroSchema.Parse(schema.ToSelfContainedJson());
            _same[number] = resolver = AvroResolver.Compile(schema, again);
            FindingException.Unless(resolver.IsIdentity, "a plan from a schema to itself changes something");
        }

        var (resolved, consumed, written) = (default(AvroStatus), 0, 0);
        Memory.Limit(Memory.MostForPath, "the resolver", () =>
        {
            var writer = new AvroWriter(_output);
            resolved = resolver.TryResolve(data, ref writer, out consumed);
            written = writer.Written;
        });
        FindingException.Unless(isGood, resolved.IsOk, "the resolver takes what the skipper refuses, or the reverse");
        if (!isGood)
        {
            FindingException.Unless(
                (skipped.Error, skipped.ErrorOffset), (resolved.Code, resolved.Offset), "the resolver fails elsewhere");
            return;
        }

        FindingException.Unless(skipped.Position, consumed, "the resolver consumes more or less than the skipper");
        ResolverTarget.CheckOutput(resolver, _output.AsSpan(0, written));
    }
}
