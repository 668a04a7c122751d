using System.Globalization;
using System.Text;

namespace OrderPipeline.Messaging.DeadLetters;

/// <summary>
/// The essentials of a dead letter as record headers, all of them UTF-8 text, so that any tool can show them.
/// </summary>
/// <param name="ErrorKind">The kind's name, for example <c>VALIDATION</c>.</param>
/// <param name="ErrorReason">One sentence for people; 1,000 characters of it are kept.</param>
/// <param name="OriginalTopic">The topic that the record was in, or was meant for.</param>
/// <param name="OriginalPartition">Null where the record was never in the log: no header then.</param>
/// <param name="OriginalOffset">Null where the record was never in the log: no header then.</param>
/// <param name="Attempts">Attempts made, 1 or more.</param>
/// <param name="Timestamp">When the last attempt failed: ISO 8601, UTC, microseconds, as in the dead letter
/// itself.</param>
public sealed record DeadLetterHeaders(
    string ErrorKind,
    string ErrorReason,
    string OriginalTopic,
    int? OriginalPartition,
    long? OriginalOffset,
    int Attempts,
    string Timestamp)
{
    /// <summary>Header with the kind of the error.</summary>
    public const string ErrorKindName = "dlq.error.kind";

    /// <summary>Header with the sentence for people.</summary>
    public const string ErrorReasonName = "dlq.error.reason";

    /// <summary>Header with the original topic.</summary>
    public const string OriginalTopicName = "dlq.original.topic";

    /// <summary>Header with the original partition in decimal.</summary>
    public const string OriginalPartitionName = "dlq.original.partition";

    /// <summary>Header with the original offset in decimal.</summary>
    public const string OriginalOffsetName = "dlq.original.offset";

    /// <summary>Header with the number of attempts in decimal.</summary>
    public const string AttemptsName = "dlq.attempts";

    /// <summary>Header with the time of the last attempt.</summary>
    public const string TimestampName = "dlq.timestamp";

    private const int MaxReasonLength = 1_000;

    /// <summary>The original record's own headers in their order, then these.</summary>
    /// <remarks>Headers of these names on the original are left out: they told of an earlier failure.</remarks>
    public RecordHeader[] After(IReadOnlyList<RecordHeader> original)
    {
        var headers = new List<RecordHeader>(original.Count + 7);
        foreach (var header in original)
        {
            if (!IsOurs(header.Key)) headers.Add(header);
        }

        headers.Add(Text(ErrorKindName, ErrorKind));
        headers.Add(Text(ErrorReasonName, Beginning(ErrorReason)));
        headers.Add(Text(OriginalTopicName, OriginalTopic));
        if (OriginalPartition is { } partition) headers.Add(Number(OriginalPartitionName, partition));
        if (OriginalOffset is { } offset) headers.Add(Number(OriginalOffsetName, offset));
        headers.Add(Number(AttemptsName, Attempts));
        headers.Add(Text(TimestampName, Timestamp));
        return [.. headers];
    }

    private static bool IsOurs(string name) => name is ErrorKindName or ErrorReasonName or OriginalTopicName
        or OriginalPartitionName or OriginalOffsetName or AttemptsName or TimestampName;

    private static RecordHeader Text(string name, string value) => new(name, Encoding.UTF8.GetBytes(value));

    private static RecordHeader Number(string name, long value) =>
        Text(name, value.ToString(CultureInfo.InvariantCulture));

    private static string Beginning(string reason) => reason.Length <= MaxReasonLength
        ? reason
        : reason[..(char.IsHighSurrogate(reason[MaxReasonLength - 1]) ? MaxReasonLength - 1 : MaxReasonLength)];
}
