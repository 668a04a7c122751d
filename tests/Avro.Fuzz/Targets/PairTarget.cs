using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Avro.Fuzz.Generating;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;

namespace Avro.Fuzz.Targets;

/// <summary>Any two schemas: a plan or a typed refusal, and a plan keeps its promises for the writer's data.</summary>
internal sealed class PairTarget : IFuzzTarget
{
    private const int SeedPairs = 200;

    private readonly byte[] _output = new byte[1 << 18];

    public string Name => "pair";

    public bool IsText => true;

    public IEnumerable<byte[]> Seeds(Random random)
    {
        for (var seed = 0; seed < SeedPairs; seed++)
        {
            var (writer, reader) = SchemaPool.RandomPair(seed);
            var pair = new JsonObject { ["writer"] = writer.DeepClone(), ["reader"] = reader.DeepClone() };
            yield return Encoding.UTF8.GetBytes(pair.ToJsonString());
        }
    }

    public int Run(byte[] input)
    {
        if (Read(input) is not { } schemas)
            return 0;
        AvroResolver resolver;
        try
        {
            resolver = AvroResolver.Compile(schemas.Writer, schemas.Reader);
        }
        catch (AvroResolutionException e)
        {
            FindingException.Unless(!e.Message.Contains('\n', StringComparison.Ordinal), "a reason of several lines");
            return 1;
        }

        var random = new Random(input.Length);
        for (var round = 0; round < 3; round++)
        {
            if (RandomDatum.TryOf(schemas.Writer, random) is { } datum)
                ResolverTarget.Check(resolver, datum.Bytes, _output);
        }

        return 2;
    }

    private static (AvroSchema Writer, AvroSchema Reader)? Read(byte[] input)
    {
        try
        {
            using var document = JsonDocument.Parse(
                Encoding.UTF8.GetString(input), new JsonDocumentOptions { MaxDepth = 2048 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("writer", out var writer)
                && document.RootElement.TryGetProperty("reader", out var reader)
                ? (AvroSchema.Parse(writer.GetRawText()), AvroSchema.Parse(reader.GetRawText()))
                : null;
        }
        catch (Exception e) when (e is JsonException or AvroSchemaException)
        {
            return null;
        }
    }
}
