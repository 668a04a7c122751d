using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>Spring Kafka's dead letters, and those of Spring Cloud Stream: the original record, told in
/// headers.</summary>
/// <remarks>Partition, offset and time are binary; topic and exception are text.</remarks>
internal sealed class SpringDialect : IDeadLetterDialect
{
    private static readonly (string Dialect, string Prefix)[] Prefixes =
        [("Spring Kafka", "kafka_dlt-"), ("Spring Cloud Stream", "x-")];

    public DeadLetterEntry? Read(RecordCopy record)
    {
        foreach (var (dialect, prefix) in Prefixes)
        {
            if (RecordHeaders.Has(record, prefix + "original-topic"))
                return Read(record, dialect, prefix);
        }
        return null;
    }

    private static DeadLetterEntry Read(RecordCopy record, string dialect, string prefix) => new ForeignLetter
    {
        Dialect = dialect,
        OrderId = ForeignLetter.TextOf(record.Key),
        Reason = RecordHeaders.Text(record, prefix + "exception-message"),
        Topic = RecordHeaders.Text(record, prefix + "original-topic"),
        Partition = RecordHeaders.Binary(record, prefix + "original-partition"),
        Offset = RecordHeaders.Binary(record, prefix + "original-offset"),
        TimestampMs = RecordHeaders.Binary(record, prefix + "original-timestamp"),
        ExceptionType = RecordHeaders.Text(record, prefix + "exception-cause-fqcn")
            ?? RecordHeaders.Text(record, prefix + "exception-fqcn"),
        Detail = RecordHeaders.Text(record, prefix + "exception-stacktrace"),
        Group = RecordHeaders.Text(record, prefix + "original-consumer-group"),
        Attempts = RecordHeaders.Binary(record, "retry_topic-attempts")
            ?? RecordHeaders.Binary(record, "kafka_deliveryAttempt"),
        Key = record.Key,
        Value = record.Value,
    }.ToEntry(record);
}
