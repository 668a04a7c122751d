using OrderPipeline.Messaging.DeadLetters;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>One record that a transaction writes.</summary>
internal sealed record TransactionRecord(
    string Topic, int Partition, byte[]? Key, byte[]? Value, IReadOnlyList<RecordHeader> Headers)
{
    /// <summary>The partitioner decides.</summary>
    public const int AnyPartition = -1;

    /// <summary>Where the record that this dead letter tells of stands, or null for state.</summary>
    public (int Partition, long Offset)? Origin { get; init; }

    /// <summary>The position that its transaction commits for its partition, where the record says so in headers that
    /// the writer adds; it then has no others.</summary>
    public long? Next { get; init; }

    /// <summary>How much of the dead letter is in it.</summary>
    public DeadLetterRung Rung { get; init; }

    /// <summary>What outlives the call that wrote it.</summary>
    public WrittenRecord AsWritten => new(Topic, Partition, Origin, Rung);
}
