using System.Text.RegularExpressions;
using Confluent.Kafka;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>Finds out which record broke a transaction whose records were all refused as purged.</summary>
/// <remarks>Where the coordinator does not take a partition into the transaction, for lack of a right say, the client
/// purges every record, and only its log names the topic. Log lines come on the client's threads.</remarks>
internal sealed partial class BrokenTransaction
{
    private const string AddPartitionsFacility = "ADDPARTS";

    private WrittenRecord? _firstDeadLetter;
    private WrittenRecord? _firstState;
    private volatile string? _refusedTopic;

    /// <summary>A transaction begins.</summary>
    public void Forget() => (_firstDeadLetter, _firstState, _refusedTopic) = (null, null, null);

    /// <summary>A record of the transaction.</summary>
    public void Add(TransactionRecord record)
    {
        if (record.Origin is null) _firstState ??= record.AsWritten;
        else _firstDeadLetter ??= record.AsWritten;
    }

    /// <summary>A line of the client's log.</summary>
    public void OnLog(LogMessage message)
    {
        if (message.Facility != AddPartitionsFacility) return;
        // So the coordinator answers for the partitions that it would have taken.
        if (message.Message.Contains("Operation not attempted", StringComparison.Ordinal)) return;
        if (TopicOfLine().Match(message.Message) is { Success: true } match) _refusedTopic = match.Groups[1].Value;
    }

    /// <summary>Says nothing about the record that it hit.</summary>
    public static bool IsPurge(ErrorCode code) => code is ErrorCode.Local_PurgeQueue or ErrorCode.Local_PurgeInflight;

    /// <summary>The record to blame: of the topic that was refused; where no line named one, a dead letter first, since
    /// its partition alone stops then.</summary>
    public WrittenRecord? Culprit()
    {
        var refused = _refusedTopic;
        if (refused is null) return _firstDeadLetter ?? _firstState;
        return _firstDeadLetter?.Topic == refused ? _firstDeadLetter : _firstState;
    }

    [GeneratedRegex("partition \"(.+?)\" \\[[0-9]+\\]", RegexOptions.CultureInvariant)]
    private static partial Regex TopicOfLine();
}
