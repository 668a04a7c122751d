namespace OrderPipeline.Messaging.State;

/// <summary>One partition cannot go on; others can.</summary>
public sealed class PartitionStateException : Exception
{
    /// <summary>Says in one sentence why, and what to do.</summary>
    public PartitionStateException(string message) : base(message)
    {
    }
}
