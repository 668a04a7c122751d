namespace OrderPipeline.LocalCluster.Screen.Status;

/// <summary>One topic on the screen.</summary>
/// <param name="Name">The topic's name.</param>
/// <param name="Partitions">How many it has.</param>
/// <param name="Written">Records it was given since the start.</param>
/// <param name="Dropped">Of these, the oldest that the limit of 5 MB a partition has cost.</param>
/// <param name="PerSecond">Records it was given per second, lately.</param>
internal sealed record TopicStatus(string Name, int Partitions, long Written, long Dropped, double PerSecond)
{
    public long Kept => Written - Dropped;
}
