namespace OrderPipeline.Messaging.Consuming;

/// <summary>Tells whether somebody else lives under this instance's id.</summary>
internal interface IIdentityCheck
{
    /// <summary>Asks until the id is free or has been held for longer than a session that nobody renews.</summary>
    /// <returns>Null where it is free, else who has it, or why that could not be learnt.</returns>
    Task<string?> FindHolderAsync(CancellationToken stop);
}
