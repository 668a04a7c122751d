using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>Kafka Streams' dead letters (KIP-1034): the original record, told in headers of text.</summary>
internal sealed class StreamsDialect : IDeadLetterDialect
{
    private const string Prefix = "__streams.errors.";

    public DeadLetterEntry? Read(RecordCopy record)
    {
        if (!RecordHeaders.Has(record, Prefix + "topic") && !RecordHeaders.Has(record, Prefix + "exception"))
            return null;
        return new ForeignLetter
        {
            Dialect = "Kafka Streams",
            OrderId = ForeignLetter.TextOf(record.Key),
            Reason = RecordHeaders.Text(record, Prefix + "message"),
            Topic = RecordHeaders.Text(record, Prefix + "topic"),
            Partition = RecordHeaders.Number(record, Prefix + "partition"),
            Offset = RecordHeaders.Number(record, Prefix + "offset"),
            ExceptionType = RecordHeaders.Text(record, Prefix + "exception"),
            Detail = RecordHeaders.Text(record, Prefix + "stacktrace"),
            Key = record.Key,
            Value = record.Value,
        }.ToEntry(record);
    }
}
