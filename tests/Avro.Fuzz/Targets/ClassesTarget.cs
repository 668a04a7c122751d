using Avro.Fuzz.Generating;
using OrderPipeline.Avro;
using OrderPipeline.Contracts;

namespace Avro.Fuzz.Targets;

/// <summary>Data of generated classes: they take what the skipper takes, and write what they read.</summary>
internal sealed class ClassesTarget : IFuzzTarget
{
    private const int SeedsOfEach = 40;

    private delegate AvroStatus Check(byte[] data);

    private static readonly Check[] Checks =
    [
        CheckOrder, CheckRecord<DeadLetter>, CheckRecord<ProductAverage>, CheckRecord<Ledger>, CheckRecord<Redrive>,
    ];

    public string Name => "classes";

    public bool IsText => false;

    public IEnumerable<byte[]> Seeds(Random random)
    {
        OrderPipeline.Avro.Schemas.RecordSchema[] schemas =
            [Order.Schema, DeadLetter.Schema, ProductAverage.Schema, Ledger.Schema, Redrive.Schema];
        for (var i = 0; i < SeedsOfEach * schemas.Length; i++)
        {
            var kind = i % schemas.Length;
            yield return [(byte)kind, .. RandomDatum.Of(schemas[kind], random, hasSizedBlocks: true).Bytes];
        }
    }

    public int Run(byte[] input)
    {
        if (input.Length == 0)
            return 0;
        var kind = input[0] % Checks.Length;
        return Outcome.Of(Checks[kind](input[1..]), kind);
    }

    private static AvroStatus CheckOrder(byte[] data)
    {
        var status = CheckRecord<Order>(data);
        var viewing = new AvroReader(data);
        var viewed = OrderView.TryRead(ref viewing, out _);
        FindingException.Unless(status, viewed, "the view reads in another way than the class");
        return status;
    }

    private static AvroStatus CheckRecord<T>(byte[] data)
        where T : class, IAvroRecord<T>
    {
        var (status, value, position) = (default(AvroStatus), default(T), 0);

        // Objects are larger than their bytes, but by a factor.
        Memory.Limit((64L * data.Length) + Memory.MostForPath, "reading an object", () =>
        {
            var reader = new AvroReader(data);
            status = T.TryRead(ref reader, out value);
            position = reader.Position;
        });
        var skipping = new AvroReader(data);
        var isGood = AvroSkipper.TrySkip(ref skipping, T.Schema);
        CheckThrowing<T>(data, status);
        if (!status.IsOk)
        {
            // Only an object has a range for timestamps; the bytes are good Avro.
            if (status.Code != AvroErrorCode.TimestampOutOfRange)
            {
                FindingException.Unless(
                    (skipping.Error, skipping.ErrorOffset), (status.Code, status.Offset), "the class fails elsewhere");
            }

            return status;
        }

        FindingException.Unless(isGood && value is not null, "the class takes what the skipper refuses");
        FindingException.Unless(skipping.Position, position, "the class ends elsewhere than the skipper");
        CheckWriting(value!, data.Length);
        return status;
    }

    private static void CheckThrowing<T>(byte[] data, AvroStatus status)
        where T : class, IAvroRecord<T>
    {
        try
        {
            var reader = new AvroReader(data);
            _ = T.Read(ref reader);
            FindingException.Unless(status.IsOk, "Read takes what TryRead refuses");
        }
        catch (AvroException e)
        {
            FindingException.Unless(status, e.Status, "Read throws another status than TryRead gives");
        }
    }

    private static void CheckWriting<T>(T value, int size)
        where T : class, IAvroRecord<T>
    {
        var (first, second) = (new byte[size + 64], new byte[size + 64]);
        var writer = new AvroWriter(first);
        value.Write(ref writer);
        FindingException.Unless(AvroStatus.Ok, writer.Status, "what was read is not written in as many bytes");
        var reader = new AvroReader(first.AsSpan(0, writer.Written));
        FindingException.Unless(T.TryRead(ref reader, out var again).IsOk, "what was written is not read");
        FindingException.Unless(reader.TryReadEnd(), "what was written has bytes left over");
        FindingException.Unless(value.Equals(again), "what was written is read as another value");
        var rewriter = new AvroWriter(second);
        again!.Write(ref rewriter);
        FindingException.Unless(
            first.AsSpan(0, writer.Written).SequenceEqual(second.AsSpan(0, rewriter.Written)),
            "equal values are written in two ways");
    }
}
