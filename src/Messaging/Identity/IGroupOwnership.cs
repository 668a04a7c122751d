using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Identity;

/// <summary>Tells which partitions a group has given to whom.</summary>
internal interface IGroupOwnership : IDisposable
{
    /// <summary>What the group's coordinator says now; null while the group rebalances.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not tell.</exception>
    Task<GroupOwnership?> ReadAsync(CancellationToken stop);
}
