namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>Is told what becomes of each record, on the thread that owns the publisher.</summary>
public interface IPublisherListener
{
    /// <summary>The record is in its topic; the report's spans end with the call.</summary>
    void OnDelivered(in DeliveryReport report);

    /// <summary>The record is sent again.</summary>
    /// <param name="record">What failed.</param>
    /// <param name="attempt">The attempt that begins, from 2.</param>
    void OnRetry(UnsentRecord record, int attempt);

    /// <summary>The record's dead letter is in its topic.</summary>
    void OnDeadLettered(UnsentRecord record, int partition, long offset);

    /// <summary>
    /// Neither the record nor its dead letter was taken: it is in no topic, as far as anybody knows.
    /// </summary>
    void OnNotAccepted(UnsentRecord record);
}
