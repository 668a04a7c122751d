using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.Handling;

/// <summary>A program's work on one record.</summary>
/// <typeparam name="TResult">What it makes of a good record.</typeparam>
/// <remarks>
/// The first attempt runs on the pipeline's thread, over spans in place; later ones on any thread, over a
/// copy, several at
/// once. It MUST NOT wait, call the Kafka client, or change the state of a partition: that is done with its
/// result, in the
/// order of the offsets. It may throw; <see cref="FailureClassifier"/> judges what it throws.
/// </remarks>
public interface IRecordHandler<TResult>
{
    /// <summary>Tries one record.</summary>
    /// <param name="record">The record; its spans die with the call.</param>
    /// <param name="attempt">Counts from 1 since the record was last read.</param>
    HandledRecord<TResult> Handle(in RecordView record, int attempt);
}
