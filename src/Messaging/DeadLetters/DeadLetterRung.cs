namespace OrderPipeline.Messaging.DeadLetters;

/// <summary>
/// How much of a dead letter had to be left out for it to fit; each rung holds less than the one before.
/// </summary>
public enum DeadLetterRung
{
    /// <summary>Everything.</summary>
    Whole,

    /// <summary>The stack is trimmed.</summary>
    ShortDetail,

    /// <summary>No stack and no message of the exception.</summary>
    NoDetail,

    /// <summary>
    /// Topic, partition, offset and hashes instead of the payload; the original record is the durable copy.
    /// </summary>
    Pointer,
}
