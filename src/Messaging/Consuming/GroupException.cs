namespace OrderPipeline.Messaging.Consuming;

/// <summary>This process cannot be a member of its group any more; a restart of the loop would not mend it.</summary>
public sealed class GroupException : Exception
{
    /// <summary>Says in one sentence why, and what to do.</summary>
    public GroupException(string message) : base(message)
    {
    }
}
