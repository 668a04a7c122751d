using OrderPipeline.LocalCluster.Registry.Schemas;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>A subject's versions in ascending order, deleted ones included; guarded by the store's lock.</summary>
internal sealed class Subject(string name)
{
    private readonly List<SubjectVersion> _versions = [];

    public string Name => name;

    public bool IsEmpty => _versions.Count == 0;

    public bool Has(VersionFilter filter) => _versions.Exists(version => version.Passes(filter));

    public IEnumerable<SubjectVersion> Versions(VersionFilter filter) =>
        _versions.Where(version => version.Passes(filter));

    /// <summary>The version with this number, or the latest; null where there is none.</summary>
    public SubjectVersion? Find(int? number, VersionFilter filter) => _versions.FindLast(
        version => version.Passes(filter) && (number is null || version.Number == number));

    /// <summary>The latest version with this schema; null where there is none.</summary>
    public SubjectVersion? FindEqual(string key, VersionFilter filter) => _versions.FindLast(
        version => version.Passes(filter) && version.Schema.Key == key);

    /// <summary>Adds the next version; a soft-deleted one keeps its number.</summary>
    public SubjectVersion Add(StoredSchema schema)
    {
        var version = new SubjectVersion(_versions.Count == 0 ? 1 : _versions[^1].Number + 1, schema);
        _versions.Add(version);
        return version;
    }

    public void Remove(SubjectVersion version) => _versions.Remove(version);
}
