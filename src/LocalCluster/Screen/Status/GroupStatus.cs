namespace OrderPipeline.LocalCluster.Screen.Status;

/// <summary>One consumer group on the screen.</summary>
/// <param name="Id">The group's id.</param>
/// <param name="Members">Names of the members heard lately.</param>
/// <param name="Topics">The topics that it commits positions in.</param>
internal sealed record GroupStatus(
    string Id, IReadOnlyList<string> Members, IReadOnlyList<GroupTopicStatus> Topics);
