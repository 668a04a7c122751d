using OrderPipeline.LocalCluster.Registry;

namespace OrderPipeline.LocalCluster.Screen.Status;

/// <summary>What a local cluster holds and does at one moment: all that a screen or a line shows.</summary>
/// <param name="Running">Since its start.</param>
/// <param name="Topics">In order of their names.</param>
/// <param name="Groups">In order of their ids.</param>
/// <param name="Subjects">In order of their names.</param>
internal sealed record ClusterStatus(
    TimeSpan Running,
    IReadOnlyList<TopicStatus> Topics,
    IReadOnlyList<GroupStatus> Groups,
    IReadOnlyList<SubjectSummary> Subjects)
{
    public long Written => Topics.Sum(topic => topic.Written);
}
