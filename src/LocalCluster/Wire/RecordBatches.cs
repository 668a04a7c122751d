using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace OrderPipeline.LocalCluster.Wire;

/// <summary>Gives the mock cluster's commit markers the checksum that it leaves out.</summary>
/// <remarks>The markers that librdkafka's mock cluster writes at the end of a transaction have 0 where their CRC-32C
/// belongs, so a client with <c>check.crcs=true</c>, as ours are, reads no further than the first.</remarks>
internal static class RecordBatches
{
    // Record batch, magic 2: baseOffset 0, batchLength 8, partitionLeaderEpoch 12, magic 16, crc 17, attributes 21.
    private const int LengthAt = 8;
    private const int AfterLength = 12;
    private const int MagicAt = 16;
    private const int ChecksumAt = 17;
    private const int AttributesAt = 21;
    private const int HeaderSize = 61;
    private const int ControlBit = 0x20;

    /// <summary>Mends the control batches among these records; the last batch may be cut off.</summary>
    public static void Mend(Span<byte> records)
    {
        while (records.Length >= HeaderSize)
        {
            var size = AfterLength + (long)BinaryPrimitives.ReadInt32BigEndian(records[LengthAt..]);
            if (size < HeaderSize || size > records.Length)
                return;
            var batch = records[..(int)size];
            if (IsUnchecked(batch))
                BinaryPrimitives.WriteUInt32BigEndian(batch[ChecksumAt..], Checksum(batch[AttributesAt..]));
            records = records[(int)size..];
        }
    }

    private static bool IsUnchecked(ReadOnlySpan<byte> batch) =>
        batch[MagicAt] == 2
        && (BinaryPrimitives.ReadInt16BigEndian(batch[AttributesAt..]) & ControlBit) != 0
        && BinaryPrimitives.ReadUInt32BigEndian(batch[ChecksumAt..]) == 0;

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        foreach (var word in words)
        {
            var little = BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
            crc = BitOperations.Crc32C(crc, little);
        }


        foreach (var next in data[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, next);
        return ~crc;
    }
}
