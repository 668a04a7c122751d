using System.Buffers.Binary;
using System.Text;

namespace OrderPipeline.Messaging.Identity;

/// <summary>Reads the partitions in a member's assignment, as the consumer protocol writes it.</summary>
/// <remarks>Version INT16, then an array of topic STRING and partitions ARRAY of INT32, then user data (Kafka's
/// <c>ConsumerProtocolAssignment</c>).</remarks>
internal static class AssignedPartitions
{
    /// <summary>The partitions of one topic, as they stand there; null where the bytes end too soon: who cannot be read
    /// must not pass for one that has nothing.</summary>
    public static IReadOnlyList<int>? Of(ReadOnlySpan<byte> assignment, string topic)
    {
        var partitions = new List<int>();
        if (assignment.IsEmpty) return partitions;
        if (!TryTake(ref assignment, sizeof(short), out _)
            || !TryTakeCount(ref assignment, out var topics)) return null;
        for (; topics > 0; topics--)
        {
            if (!TryTake(ref assignment, sizeof(short), out var length)
                || !TryTake(ref assignment, BinaryPrimitives.ReadInt16BigEndian(length), out var name)
                || !TryTakeCount(ref assignment, out var count)) return null;
            var isIt = Encoding.UTF8.GetString(name) == topic;
            for (; count > 0; count--)
            {
                if (!TryTake(ref assignment, sizeof(int), out var partition)) return null;
                if (isIt) partitions.Add(BinaryPrimitives.ReadInt32BigEndian(partition));
            }
        }

        return partitions;
    }

    private static bool TryTakeCount(ref ReadOnlySpan<byte> rest, out int count)
    {
        var isThere = TryTake(ref rest, sizeof(int), out var bytes);
        count = isThere ? BinaryPrimitives.ReadInt32BigEndian(bytes) : 0;
        return isThere;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, int length, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (length < 0 || length > rest.Length) return false;
        taken = rest[..length];
        rest = rest[length..];
        return true;
    }
}
