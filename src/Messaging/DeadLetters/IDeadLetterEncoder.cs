using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.Messaging.DeadLetters;

/// <summary>A program's words for a failed record, as bytes and as headers.</summary>
/// <remarks>Called on the pipeline's thread. It MUST NOT use the schema that failed on the record.</remarks>
public interface IDeadLetterEncoder
{
    /// <summary>The dead letter's value on one rung of the ladder.</summary>
    /// <param name="failed">The record, its failure and its attempts.</param>
    /// <param name="rung">What may be left out.</param>
    /// <param name="epoch">The epoch of the partition's books.</param>
    byte[] Encode(FailedRecord failed, DeadLetterRung rung, int epoch);

    /// <summary>The essentials, as text headers.</summary>
    DeadLetterHeaders Describe(FailedRecord failed);
}
