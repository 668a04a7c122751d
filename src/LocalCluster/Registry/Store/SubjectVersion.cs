using OrderPipeline.LocalCluster.Registry.Schemas;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>One version of a subject; the store's lock guards its mark.</summary>
internal sealed class SubjectVersion(int number, StoredSchema schema)
{
    /// <summary>From 1.</summary>
    public int Number => number;

    public StoredSchema Schema => schema;

    /// <summary>Soft-deleted: not listed, its number and its schema's id still known.</summary>
    public bool IsDeleted { get; set; }

    public bool Passes(VersionFilter filter) => filter switch
    {
        VersionFilter.Active => !IsDeleted,
        VersionFilter.DeletedOnly => IsDeleted,
        _ => true,
    };
}
