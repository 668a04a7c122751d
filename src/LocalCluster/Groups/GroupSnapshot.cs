namespace OrderPipeline.LocalCluster.Groups;

/// <summary>What is known of one consumer group at one moment.</summary>
/// <param name="Id">The group's id.</param>
/// <param name="Members">In order of their ids; empty when all have left or fallen silent.</param>
/// <param name="Positions">In order of topic and partition.</param>
internal sealed record GroupSnapshot(
    string Id, IReadOnlyList<GroupMember> Members, IReadOnlyList<TopicPosition> Positions);
