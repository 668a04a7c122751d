using Confluent.Kafka;

namespace OrderPipeline.Messaging.Producing;

/// <summary>
/// Sends records and reports what became of each. One thread owns it; only <see cref="Wake"/> is for others.
/// </summary>
public interface IRecordProducer
{
    /// <summary>Records handed over whose reports have not come yet.</summary>
    int InFlight { get; }

    /// <summary>Why nothing more can be sent with this producer, or null while all is well.</summary>
    string? FatalError { get; }

    /// <summary>
    /// The last thing that went wrong between client and cluster, for people; null where nothing has.
    /// </summary>
    string? LastError { get; }

    /// <summary>Hands one record over.</summary>
    /// <param name="record">What to send; its spans are copied.</param>
    /// <param name="tag">Comes back with the report.</param>
    /// <returns>
    /// <see cref="ErrorCode.NoError"/>: a report will follow. <see cref="ErrorCode.Local_QueueFull"/>: poll,
    /// then try again.
    /// Anything else: the record was refused, and no report follows.
    /// </returns>
    ErrorCode TryProduce(in OutgoingRecord record, nint tag);

    /// <summary>Passes on the reports there are, waiting for the first one.</summary>
    /// <param name="timeout">How long to wait for the first one, at most.</param>
    /// <param name="sink">Called on this thread, once for each report.</param>
    /// <returns>How many reports there were.</returns>
    int Poll(TimeSpan timeout, IDeliverySink sink);

    /// <summary>Ends the poll that waits, or the next one. Any thread may call it.</summary>
    void Wake();

    /// <summary>Fails whatever is still queued or on its way; the reports follow with the next polls.</summary>
    void Purge();
}
