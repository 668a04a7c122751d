using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.DeadLetters;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>Our own dead letters whose value cannot be read, by the essentials in their headers (SPEC 2).</summary>
internal sealed class OwnHeadersDialect : IDeadLetterDialect
{
    public DeadLetterEntry? Read(RecordCopy record)
    {
        if (RecordHeaders.Text(record, DeadLetterHeaders.ErrorKindName) is not { } kind)
            return null;
        var entry = new ForeignLetter
        {
            Dialect = "OrderPipeline, by its headers alone: the value cannot be read",
            Kind = kind,
            OrderId = ForeignLetter.TextOf(record.Key),
            Reason = RecordHeaders.Text(record, DeadLetterHeaders.ErrorReasonName),
            Topic = RecordHeaders.Text(record, DeadLetterHeaders.OriginalTopicName),
            Partition = RecordHeaders.Number(record, DeadLetterHeaders.OriginalPartitionName),
            Offset = RecordHeaders.Number(record, DeadLetterHeaders.OriginalOffsetName),
            Attempts = RecordHeaders.Number(record, DeadLetterHeaders.AttemptsName),
            Key = record.Key,
        }.ToEntry(record);
        return RecordHeaders.Text(record, DeadLetterHeaders.TimestampName) is { } time
            ? entry with { Letter = entry.Letter with { ErrorTimestamp = time } }
            : entry;
    }
}
