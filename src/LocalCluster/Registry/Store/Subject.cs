using System.Globalization;
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

    /// <summary>The number of the next version; a soft-deleted one keeps its own.</summary>
    /// <exception cref="RegistryRefusalException">42205: there are no more numbers.</exception>
    public int NextNumber()
    {
        var last = _versions.Count == 0 ? 0 : _versions[^1].Number;
        return last < int.MaxValue
            ? last + 1
            : throw RegistryRefusals.NotPermitted(string.Create(
                CultureInfo.InvariantCulture, $"Subject '{name}' has version {last}, and there is no higher number."));
    }

    /// <summary>Adds a version with a number that no other has.</summary>
    public SubjectVersion Add(int number, StoredSchema schema)
    {
        var version = new SubjectVersion(number, schema);
        _versions.Insert(_versions.FindLastIndex(other => other.Number < number) + 1, version);
        return version;
    }

    public void Remove(SubjectVersion version) => _versions.Remove(version);
}
