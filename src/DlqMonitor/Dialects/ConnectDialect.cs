using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>Kafka Connect's dead letters: the original record of a sink, told in headers of text.</summary>
internal sealed class ConnectDialect : IDeadLetterDialect
{
    private const string Prefix = "__connect.errors.";

    public DeadLetterEntry? Read(RecordCopy record) => !RecordHeaders.Has(record, Prefix + "topic")
        ? null
        : new ForeignLetter
        {
            Dialect = "Kafka Connect",
            OrderId = ForeignLetter.TextOf(record.Key),
            Reason = RecordHeaders.Text(record, Prefix + "exception.message"),
            Topic = RecordHeaders.Text(record, Prefix + "topic"),
            Partition = RecordHeaders.Number(record, Prefix + "partition"),
            Offset = RecordHeaders.Number(record, Prefix + "offset"),
            ExceptionType = RecordHeaders.Text(record, Prefix + "exception.class.name"),
            Detail = RecordHeaders.Text(record, Prefix + "exception.stacktrace"),
            Group = RecordHeaders.Text(record, Prefix + "connector.name") is { } name ? "connect-" + name : null,
            Key = record.Key,
            Value = record.Value,
        }.ToEntry(record);
}
