using OrderPipeline.Contracts.Topics;
using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>Our own dead letters whose value cannot be read, by the essentials in their headers (SPEC 2).</summary>
internal sealed class OwnHeadersDialect : IDeadLetterDialect
{
    public DeadLetterEntry? Read(RecordCopy record)
    {
        if (RecordHeaders.Text(record, HeaderNames.ErrorKind) is not { } kind)
            return null;
        var entry = new ForeignLetter
        {
            Dialect = "OrderPipeline, by its headers alone: the value cannot be read",
            Kind = kind,
            OrderId = ForeignLetter.TextOf(record.Key),
            Reason = RecordHeaders.Text(record, HeaderNames.ErrorReason),
            Topic = RecordHeaders.Text(record, HeaderNames.OriginalTopic),
            Partition = RecordHeaders.Number(record, HeaderNames.OriginalPartition),
            Offset = RecordHeaders.Number(record, HeaderNames.OriginalOffset),
            Attempts = RecordHeaders.Number(record, HeaderNames.Attempts),
            Key = record.Key,
        }.ToEntry(record);
        return RecordHeaders.Text(record, HeaderNames.Timestamp) is { } time
            ? entry with { Letter = entry.Letter with { ErrorTimestamp = time } }
            : entry;
    }
}
