using OrderPipeline.LocalCluster.Registry.Schemas;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>Finds a schema among a subject's versions, as registrations and look-ups ask for it.</summary>
internal static class VersionSearch
{
    /// <summary>The latest version that says the same; null where there is none.</summary>
    /// <param name="versions">The newest first.</param>
    /// <param name="schema">What is looked for.</param>
    /// <param name="latest">The version whose metadata and rules a schema without any takes over.</param>
    public static RegisteredVersion? Find(
        IReadOnlyList<RegisteredVersion> versions, CheckedSchema schema, RegisteredVersion? latest) =>
        Find(versions, schema)
        ?? (latest is null ? null : Find(versions, schema.With(schema.Extras.Or(latest.Schema.Extras))));

    private static RegisteredVersion? Find(IReadOnlyList<RegisteredVersion> versions, CheckedSchema schema)
    {
        foreach (var version in versions)
        {
            if (version.Schema.Key == schema.Key)
                return version;
        }

        if (schema.References.Count > 0)
            return null;

        // A text with everything in it is the same as one that refers to the rest.
        foreach (var version in versions)
        {
            if (version.Schema.References.Count > 0 && version.Schema.ResolvedKey == schema.Key)
                return version;
        }

        return null;
    }
}
