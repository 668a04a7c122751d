using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Identity;

/// <summary>Tells which partitions a group has given to whom.</summary>
internal interface IGroupOwnership : IDisposable
{
    /// <summary>What the cluster says now, within seconds; null while the group rebalances or cannot be read.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not tell.</exception>
    Task<GroupOwnership?> ReadAsync();
}
