using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.State;

/// <summary>Decides when partitions have been read to the ends they had at the start.</summary>
/// <remarks>Knows no client, so that every order of events can be tested.</remarks>
internal sealed class LogProgress
{
    private readonly List<LogRange> _ranges;
    private readonly Dictionary<int, LogRange> _open;
    private readonly StateRecordAction _onRecord;

    public LogProgress(List<LogRange> ranges, StateRecordAction onRecord)
    {
        _ranges = ranges;
        _open = ranges.Where(range => !range.IsDone).ToDictionary(range => range.Partition);
        _onRecord = onRecord;
    }

    public IEnumerable<LogRange> Unread => _open.Values;

    public bool IsDone => _open.Count == 0;

    /// <summary>Rises with everything that brings the reading forward.</summary>
    public long Steps { get; private set; }

    /// <summary>Why the reading cannot go on, or null.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What the cluster answered, where that is why.</summary>
    public Error? Error { get; private set; }

    public void Add(in RecordView record)
    {
        if (!_open.TryGetValue(record.Partition, out var range) || record.Offset < range.Reached)
            return;
        // A record behind the end proves that all before the end has been handed out.
        if (record.Offset < range.Target)
            _onRecord(record);
        Advance(range, record.Offset + 1);
    }

    /// <summary>
    /// The position after markers and aborted records; only it can reach an end that no record marks.
    /// </summary>
    public void AddEnd(int partition, long offset)
    {
        if (_open.TryGetValue(partition, out var range) && offset > range.Reached)
            Advance(range, offset);
    }

    public void AddError(int partition, ErrorCode code, string reason)
    {
        if (code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange)
            Refusal = $"partition {partition} lost its first records while it was read: try again";
        else if (code is ErrorCode.TopicAuthorizationFailed or ErrorCode.UnknownTopicOrPart
                 or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition or ErrorCode.Local_BadMsg
                 or ErrorCode.Local_BadCompression or ErrorCode.InvalidMsg)
        {
            Refusal = partition < 0 ? reason : $"partition {partition}: {reason}";
            Error = new Error(code, reason);
        }
    }

    /// <summary>How far each partition came.</summary>
    public IReadOnlyList<LogEnd> Result() => [.. _ranges.Select(range => new LogEnd(
        range.Partition, range.First, range.End, range.Reached, !range.IsDone))];

    private void Advance(LogRange range, long reached)
    {
        range.Reached = reached;
        Steps++;
        if (range.IsDone)
            _open.Remove(range.Partition);
    }
}
