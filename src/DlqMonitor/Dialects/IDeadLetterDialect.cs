using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>One way in which systems write dead letters.</summary>
internal interface IDeadLetterDialect
{
    /// <summary>The dead letter, or null where the record is of another dialect. Never throws for what a record
    /// holds.</summary>
    DeadLetterEntry? Read(RecordCopy record);
}
