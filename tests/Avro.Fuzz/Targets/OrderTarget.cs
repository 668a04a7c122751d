using Avro.Fuzz.Generating;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Sorting;

namespace Avro.Fuzz.Targets;

/// <summary>Comparing: a schema's number, where the second value begins, two values; always an order.</summary>
internal sealed class OrderTarget : IFuzzTarget
{
    private const int SeedSchemas = 300;
    private const int HeaderSize = 3;

    private readonly SchemaPool _pool = new();
    private readonly Dictionary<int, AvroComparer?> _comparers = [];

    public string Name => "order";

    public bool IsText => false;

    public IEnumerable<byte[]> Seeds(Random random)
    {
        for (var number = 0; number < SeedSchemas; number++)
        {
            var schema = _pool.SchemaOf(number);
            var (a, b) = (RandomDatum.Of(schema, random, true).Bytes, RandomDatum.Of(schema, random, true).Bytes);
            if (a.Length < 256 && b.Length < 1024 && ComparerOf(number) is not null)
                yield return SchemaPool.Join(number, [(byte)a.Length, .. a, .. b]);
        }
    }

    public int Run(byte[] input)
    {
        var (number, rest) = SchemaPool.Split(input);
        if (input.Length < HeaderSize || ComparerOf(number) is not { } comparer)
            return 0;
        var split = 1 + Math.Min(rest[0], rest.Length - 1);
        var (left, right) = (rest[1..split], rest[split..]);
        var (status, order) = (default(AvroStatus), 0);
        Memory.Limit(0, "comparing", () => status = comparer.TryCompare(left, right, out order));
        var reverse = comparer.TryCompare(right, left, out var back);
        FindingException.Unless(status.IsOk, reverse.IsOk, "two values compare one way only");
        FindingException.Unless(Math.Sign(order), -Math.Sign(back), "the order of two values depends on their places");
        var schema = _pool.SchemaOf(number);
        var (isLeft, isRight) = (IsGood(left, schema), IsGood(right, schema));
        FindingException.Unless(status.IsOk || !isLeft || !isRight, "two good values do not compare");
        if (isLeft)
        {
            FindingException.Unless(
                comparer.TryCompare(left, left, out var self).IsOk && self == 0, "a value is not equal to itself");
        }

        return Outcome.Of((int)status.Code, Math.Sign(order) + 1, number);
    }

    private static bool IsGood(byte[] data, OrderPipeline.Avro.Schemas.AvroSchema schema)
    {
        var reader = new AvroReader(data);
        return AvroSkipper.TrySkip(ref reader, schema);
    }

    private AvroComparer? ComparerOf(int number)
    {
        if (_comparers.TryGetValue(number, out var known))
            return known;
        try
        {
            return _comparers[number] = new AvroComparer(_pool.SchemaOf(number));
        }
        catch (ArgumentException)
        {
            return _comparers[number] = null;
        }
    }
}
