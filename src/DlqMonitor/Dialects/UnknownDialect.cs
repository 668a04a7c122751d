using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>A record that nobody understands is shown with its sizes and never passed over.</summary>
internal sealed class UnknownDialect : IDeadLetterDialect
{
    public DeadLetterEntry Read(RecordCopy record) => new ForeignLetter
    {
        Dialect = "unknown",
        Kind = DeadLetterEntry.Unknown,
        OrderId = ForeignLetter.TextOf(record.Key),
        Reason = record.Value is null
            ? "a record of an unknown form: it has no value"
            : "a record of an unknown form",
        Key = record.Key,
        Value = record.Value,
    }.ToEntry(record);
}
