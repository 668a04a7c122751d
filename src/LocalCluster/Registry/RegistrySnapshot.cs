namespace OrderPipeline.LocalCluster.Registry;

/// <summary>What the registry holds at one moment.</summary>
/// <param name="Subjects">Subjects that are not deleted, by name.</param>
/// <param name="Ids">How many schemas have an id, those of soft-deleted versions among them.</param>
public sealed record RegistrySnapshot(IReadOnlyList<SubjectSummary> Subjects, int Ids);
