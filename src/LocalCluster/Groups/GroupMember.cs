namespace OrderPipeline.LocalCluster.Groups;

/// <summary>A member of a consumer group that has been heard lately.</summary>
/// <param name="Id">Its <c>group.instance.id</c>, else what the coordinator called it.</param>
/// <param name="ClientId">The client's own name for itself; empty where it has none.</param>
/// <param name="LastHeard">When its last request passed.</param>
internal sealed record GroupMember(string Id, string ClientId, DateTimeOffset LastHeard);
