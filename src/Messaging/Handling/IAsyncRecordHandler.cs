using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.Handling;

/// <summary>A program's work on records for which it has to wait: a database, another service.</summary>
/// <typeparam name="TResult">What it makes of a good record.</typeparam>
/// <remarks>
/// It gets the records that <see cref="IRecordHandler{TResult}"/> leaves to it, as copies, several at once and in no
/// order; their results are applied in the order of the offsets. At most <c>MaxInFlight</c> calls run at a time, over
/// all partitions, and records that wait for another attempt count among them. What it throws is judged by
/// <see cref="FailureClassifier"/>. It MUST NOT call the Kafka client or change the state of a partition. A record may
/// come again after a rebalance, an abort or a crash: what it does elsewhere has to bear that.
/// </remarks>
public interface IAsyncRecordHandler<TResult>
{
    /// <summary>Tries one record; the part before its first wait runs on the pipeline's thread.</summary>
    /// <param name="record">The record; it may be kept.</param>
    /// <param name="attempt">Counts from 1 since the record was last read.</param>
    /// <param name="cancellation">Cancelled when the outcome is of no use any more, because the partition was taken
    /// away or is read again, and when the call has lasted longer than its bound, which counts as a failure that
    /// can pass.</param>
    ValueTask<HandledRecord<TResult>> HandleAsync(RecordCopy record, int attempt, CancellationToken cancellation);
}
