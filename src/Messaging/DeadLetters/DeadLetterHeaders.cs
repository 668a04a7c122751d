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

    /// <summary>Partitions and attempts, nearly always.</summary>
    private const int FewNumbers = 64;

    private static readonly byte[][] Numbers = [.. Enumerable.Range(0, FewNumbers).Select(static number =>
        Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)))];

    /// <summary>The original record's own headers in their order, then these.</summary>
    /// <remarks>Headers of these names on the original are left out: they told of an earlier failure.</remarks>
    public RecordHeader[] After(IReadOnlyList<RecordHeader> original) => After(original, new HeaderTexts());

    /// <summary>The same, with the bytes of what was said of the last dead letter, where it is said again.</summary>
    internal RecordHeader[] After(IReadOnlyList<RecordHeader> original, HeaderTexts texts)
    {
        var kept = 0;
        for (var index = 0; index < original.Count; index++) kept += IsOurs(original[index].Key) ? 0 : 1;
        var own = 5 + (OriginalPartition is null ? 0 : 1) + (OriginalOffset is null ? 0 : 1);
        var headers = new RecordHeader[kept + own];
        var next = 0;
        for (var index = 0; index < original.Count; index++)
        {
            if (!IsOurs(original[index].Key)) headers[next++] = original[index];
        }

        headers[next++] = new RecordHeader(ErrorKindName, texts.Kind.Of(ErrorKind));
        headers[next++] = new RecordHeader(ErrorReasonName, texts.Reason.Of(Beginning(ErrorReason)));
        headers[next++] = new RecordHeader(OriginalTopicName, texts.Topic.Of(OriginalTopic));
        if (OriginalPartition is { } partition)
            headers[next++] = new RecordHeader(OriginalPartitionName, Number(partition));
        if (OriginalOffset is { } offset) headers[next++] = new RecordHeader(OriginalOffsetName, Number(offset));
        headers[next++] = new RecordHeader(AttemptsName, Number(Attempts));
        headers[next] = new RecordHeader(TimestampName, Encoding.UTF8.GetBytes(Timestamp));
        return headers;
    }

    private static bool IsOurs(string name) => name is ErrorKindName or ErrorReasonName or OriginalTopicName
        or OriginalPartitionName or OriginalOffsetName or AttemptsName or TimestampName;

    private static byte[] Number(long value)
    {
        if (value is >= 0 and < FewNumbers) return Numbers[value];
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        return digits[..length].ToArray();
    }

    private static string Beginning(string reason) => reason.Length <= MaxReasonLength
        ? reason
        : reason[..(char.IsHighSurrogate(reason[MaxReasonLength - 1]) ? MaxReasonLength - 1 : MaxReasonLength)];
}
