namespace OrderPipeline.Messaging.Transactions;

/// <summary>A transaction that did not come to its end.</summary>
internal sealed class TransactionException(
    TransactionFailure failure,
    string message,
    Exception? cause = null,
    WrittenRecord? refused = null,
    bool isTooLarge = false)
    : Exception(message, cause)
{
    /// <summary>What is left to do.</summary>
    public TransactionFailure Failure { get; } = failure;

    /// <summary>The record that the broker or the client refused, where it was one.</summary>
    public WrittenRecord? Refused { get; } = refused;

    /// <summary>It was refused for its size.</summary>
    public bool IsTooLarge { get; } = isTooLarge;
}
