namespace OrderPipeline.LocalCluster.Registry;

/// <summary>One subject on a status screen.</summary>
/// <param name="Name">The subject.</param>
/// <param name="Versions">How many versions it has that are not deleted; at least one.</param>
/// <param name="LatestId">The id of the latest version's schema.</param>
public sealed record SubjectSummary(string Name, int Versions, int LatestId);
