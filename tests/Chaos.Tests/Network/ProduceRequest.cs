using System.Buffers.Binary;
using System.Text;
using Confluent.Kafka;

namespace Chaos.Tests.Network;

/// <summary>A request to append a batch of records, as it goes over the wire, and the answer that refuses it.</summary>
/// <remarks>KIP-482's encoding, of versions 9 to 12, with one partition: all that librdkafka sends.</remarks>
internal sealed class ProduceRequest
{
    private const int SizeBytes = 4;
    private const int ProducerIdAt = 43;
    private const int SequenceAt = 53;
    private readonly byte[] _frame;
    private int _at;

    private ProduceRequest(byte[] frame)
    {
        _frame = frame;
        _at = SizeBytes + 2;
        if (TakeInt16() is < 9 or > 12) throw new InvalidDataException("a Produce request of another version");
        Number = TakeInt32();
        Skip(TakeInt16()); // the client's name
        TakeLength(); // no tagged fields
        Skip(TakeLength() - 1); // the transactional id
        Skip(6); // acks, time-out
        TakeLength(); // one topic
        var name = TakeLength() - 1;
        Topic = Encoding.UTF8.GetString(_frame, _at, name);
        Skip(name);
        TakeLength(); // one partition
        Partition = TakeInt32();
        TakeLength();
        ProducerId = BinaryPrimitives.ReadInt64BigEndian(_frame.AsSpan(_at + ProducerIdAt));
        Sequence = BinaryPrimitives.ReadInt32BigEndian(_frame.AsSpan(_at + SequenceAt));
    }

    /// <summary>By which its answer is known.</summary>
    public int Number { get; }

    public string Topic { get; }

    public int Partition { get; }

    public long ProducerId { get; }

    /// <summary>Of the first record; 0 for the first one of a producer in a partition.</summary>
    public int Sequence { get; }

    /// <summary>Reads a whole frame.</summary>
    public static ProduceRequest Of(byte[] frame) => new(frame);

    /// <summary>The frame of an answer with this error.</summary>
    public byte[] Refusal(ErrorCode error)
    {
        var topic = Encoding.UTF8.GetBytes(Topic);
        using var answer = new MemoryStream();
        Put(answer, Number);
        answer.Write([0, 2, (byte)(topic.Length + 1), .. topic, 2]);
        Put(answer, Partition);
        answer.Write([0, (byte)error]);
        answer.Write([.. Enumerable.Repeat((byte)0xFF, 3 * sizeof(long))]); // offset, time, first offset: none
        answer.Write([1, 0, 0, 0]); // no record's error, no words, no tagged fields
        Put(answer, 0);
        answer.WriteByte(0);
        var size = new byte[SizeBytes];
        BinaryPrimitives.WriteInt32BigEndian(size, (int)answer.Length);
        return [.. size, .. answer.ToArray()];
    }

    private static void Put(MemoryStream answer, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        answer.Write(bytes);
    }

    /// <summary>Goes over a field; one that is null has no bytes.</summary>
    private void Skip(int bytes) => _at += Math.Max(bytes, 0);

    private short TakeInt16() => BinaryPrimitives.ReadInt16BigEndian(_frame.AsSpan((_at += 2) - 2));

    private int TakeInt32() => BinaryPrimitives.ReadInt32BigEndian(_frame.AsSpan((_at += 4) - 4));

    /// <summary>An unsigned variable-length number.</summary>
    private int TakeLength()
    {
        var (value, shift) = (0, 0);
        while (true)
        {
            var next = _frame[_at++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80) return value;
            shift += 7;
        }
    }
}
