namespace OrderPipeline.Messaging.Producing;

/// <summary>Takes the delivery reports of a producer.</summary>
public interface IDeliverySink
{
    /// <summary>
    /// Called once for each record, on the thread that polls; it MUST NOT poll, wait, or keep the report's
    /// spans.
    /// </summary>
    void OnReport(in DeliveryReport report);
}
