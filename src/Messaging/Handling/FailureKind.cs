namespace OrderPipeline.Messaging.Handling;

/// <summary>What sort of failure made a dead letter; the books count each on its own.</summary>
public enum FailureKind
{
    /// <summary>Something that nobody foresaw.</summary>
    Unexpected,

    /// <summary>The bytes could not be read.</summary>
    Deserialization,

    /// <summary>The record was read and breaks a rule.</summary>
    Validation,

    /// <summary>The record is good, its processing failed.</summary>
    Processing,
}
