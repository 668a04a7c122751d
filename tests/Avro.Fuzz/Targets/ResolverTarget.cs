using Avro.Fuzz.Generating;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;

namespace Avro.Fuzz.Targets;

/// <summary>Data of one schema resolved to another: only what the writer's schema allows comes through.</summary>
internal sealed class ResolverTarget : IFuzzTarget
{
    private const int SeedPairs = 400;

    private readonly SchemaPool _pool = new();
    private readonly byte[] _output = new byte[1 << 18];

    public string Name => "resolver";

    public bool IsText => false;

    public IEnumerable<byte[]> Seeds(Random random)
    {
        for (var number = 0; number < SeedPairs; number++)
        {
            var (bytes, _) = RandomDatum.Of(_pool.PairOf(number).Writer, random, hasSizedBlocks: true);
            if (bytes.Length < 1024)
                yield return SchemaPool.Join(number, bytes);
        }
    }

    public int Run(byte[] input)
    {
        var (number, data) = SchemaPool.Split(input);
        return Outcome.Of(Check(_pool.PairOf(number), data, _output), number);
    }

    /// <summary>What must hold for any bytes and any plan.</summary>
    internal static AvroStatus Check(AvroResolver resolver, byte[] data, byte[] output)
    {
        var (status, consumed, written) = (default(AvroStatus), 0, 0);
        Memory.Limit(Memory.MostForPath, "the resolver", () =>
        {
            var writer = new AvroWriter(output);
            status = resolver.TryResolve(data, ref writer, out consumed);
            written = writer.Written;
        });
        var skipping = new AvroReader(data);
        var isGood = AvroSkipper.TrySkip(ref skipping, resolver.Writer);
        if (status.IsOk)
        {
            FindingException.Unless(isGood, "the resolver takes what is no data of the writer's schema");
            FindingException.Unless(skipping.Position, consumed, "the resolver consumes other than one value");
            CheckOutput(resolver, output.AsSpan(0, written));
            CheckRoom(resolver, data, output, written);
        }
        else if (status.Code is not (AvroErrorCode.UnknownSymbol or AvroErrorCode.UnmatchedBranch
            or AvroErrorCode.BadUtf8 or AvroErrorCode.DestinationTooShort or AvroErrorCode.TooDeep))
        {
            FindingException.Unless(
                (skipping.Error, skipping.ErrorOffset),
                (status.Code, status.Offset),
                "the resolver refuses in another way than the skipper");
        }

        return status;
    }

    /// <summary>What was resolved is whole data of the reader's schema.</summary>
    /// <remarks>
    /// How many items without bytes a reader takes depends on how long the data are: near that limit, shorter ones
    /// that say the same may be refused.
    /// </remarks>
    internal static void CheckOutput(AvroResolver resolver, ReadOnlySpan<byte> output)
    {
        var status = AvroSkipper.Check(output, resolver.Reader);
        FindingException.Unless(
            status.IsOk || status.Code == AvroErrorCode.TooManyItems,
            $"what the resolver wrote is no data of the reader's schema: {status}");
    }

    /// <summary>The output fits exactly, and one byte less is told as such.</summary>
    private static void CheckRoom(AvroResolver resolver, byte[] data, byte[] output, int written)
    {
        var copy = output[..written];
        var exact = new AvroWriter(output.AsSpan(0, written));
        FindingException.Unless(
            AvroStatus.Ok, resolver.TryResolve(data, ref exact, out _), "the output does not fit where it should");
        FindingException.Unless(
            copy.AsSpan().SequenceEqual(output.AsSpan(0, written)), "the same data resolve to other bytes");
        if (written == 0)
            return;
        var tight = new AvroWriter(output.AsSpan(0, written - 1));
        FindingException.Unless(
            AvroErrorCode.DestinationTooShort,
            resolver.TryResolve(data, ref tight, out _).Code,
            "a destination that is too short is not told");
    }
}
