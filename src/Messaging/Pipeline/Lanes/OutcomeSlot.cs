using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.Messaging.Pipeline.Lanes;

/// <summary>One record's outcome in a lane, or its place while it is on the side.</summary>
internal struct OutcomeSlot<TResult>
{
    /// <summary>The offset after the record.</summary>
    public long NextOffset;

    /// <summary>False while the record is on the side.</summary>
    public bool IsSettled;

    /// <summary>True where there is a result, false where nothing is to be applied but the position.</summary>
    public bool HasResult;

    /// <summary>The result, where there is one.</summary>
    public TResult Result;

    /// <summary>What a good record is known by, where duplicates are looked for; 0 where it has none.</summary>
    public UInt128 Identity;

    /// <summary>The dead letter that it is where it turns out a duplicate, or null where its bytes are gone.</summary>
    public FailedRecord? IfDuplicate;

    /// <summary>The dead letter, where there is one.</summary>
    public FailedRecord? Failed;
}
