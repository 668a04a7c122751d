using System.Text.Json.Nodes;
using Avro.Fuzz.Generating;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Contracts;

namespace Avro.Fuzz.Targets;

/// <summary>Schemas, and pairs of them, by number: an input names its schema in two bytes.</summary>
internal sealed class SchemaPool
{
    internal const int HeaderSize = 2;

    private const int Count = 2048;

    private static readonly AvroSchema[] Known =
        [Order.Schema, DeadLetter.Schema, ProductAverage.Schema, Ledger.Schema, Redrive.Schema];

    private readonly Dictionary<int, AvroSchema> _schemas = [];
    private readonly Dictionary<int, AvroResolver> _pairs = [];

    internal static (int Number, byte[] Data) Split(byte[] input)
    {
        if (input.Length < HeaderSize)
            return (0, input);
        return (((input[0] << 8) | input[1]) % Count, input[HeaderSize..]);
    }

    internal static byte[] Join(int number, byte[] data) => [(byte)(number >> 8), (byte)number, .. data];

    internal AvroSchema SchemaOf(int number)
    {
        if (!_schemas.TryGetValue(number, out var schema))
            _schemas[number] = schema = number < Known.Length ? Known[number] : Parse(RandomText(number));
        return schema;
    }

    /// <summary>A plan from a random schema to a changed one.</summary>
    internal AvroResolver PairOf(int number)
    {
        if (_pairs.TryGetValue(number, out var pair))
            return pair;
        for (var seed = number; ; seed += Count)
        {
            if (TryPair(seed) is { } found)
                return _pairs[number] = found;
        }
    }

    /// <summary>The texts of a random schema and of a changed one, which need not match.</summary>
    internal static (JsonNode Writer, JsonNode Reader) RandomPair(int seed)
    {
        var random = new Random(seed);
        var writer = new RandomSchema(random).Next();
        return (writer, new RandomEvolution(random).Of(writer));
    }

    internal static JsonNode RandomText(int seed) => new RandomSchema(new Random(seed)).Next();

    private static AvroSchema Parse(JsonNode text) => AvroSchema.Parse(text.ToJsonString());

    private static AvroResolver? TryPair(int seed)
    {
        try
        {
            var (writer, reader) = RandomPair(seed);
            return AvroResolver.Compile(Parse(writer), Parse(reader));
        }
        catch (Exception misfit) when (misfit is AvroSchemaException or AvroResolutionException)
        {
            return null;
        }
    }
}
