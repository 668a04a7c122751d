namespace OrderPipeline.Messaging.State;

/// <summary>The cluster does not answer just now; asking again may help.</summary>
public sealed class StateUnavailableException : Exception
{
    /// <summary>Says in one sentence what could not be had.</summary>
    public StateUnavailableException(string message) : base(message)
    {
    }

    /// <summary>With the cause.</summary>
    public StateUnavailableException(string message, Exception cause) : base(message, cause)
    {
    }
}
