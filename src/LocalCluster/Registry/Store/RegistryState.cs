using System.Globalization;
using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Settings;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>Everything that the registry holds, and the questions that several operations ask.</summary>
/// <remarks>Not thread-safe: whoever touches it holds <see cref="Gate"/>.</remarks>
internal sealed class RegistryState(StoreLimits limits)
{
    /// <summary>Schemas that refer to schemas that refer …; whoever walks them recurses.</summary>
    private const int MaxReferenceDepth = 32;

    public Lock Gate { get; } = new();

    public SortedDictionary<string, Subject> Subjects { get; } = new(StringComparer.Ordinal);

    public SchemaTable Schemas { get; } = new(limits);

    public SettingTable<SubjectConfig> Configs { get; } = new(SubjectConfig.Default, limits.MaxSettings, "config");

    public SettingTable<RegistryMode> Modes { get; } = new(RegistryMode.ReadWrite, limits.MaxSettings, "mode");

    /// <summary>What holds for the subject: its own, its context's, the global config.</summary>
    public SubjectConfig ConfigOf(string subject)
    {
        var own = Configs.TryGetOwn(subject, out var found) ? found : new SubjectConfig();
        var ofContext = Configs.TryGetOwn(SubjectNames.OfContext(SubjectNames.ContextOf(subject)), out found)
            ? found
            : null;
        return own.Or(ofContext).Or(Configs.Global).Or(SubjectConfig.Default);
    }

    public RegistryMode ModeOf(string subject)
    {
        if (Modes.Global == RegistryMode.ReadOnlyOverride)
            return Modes.Global;
        return Modes.TryGetOwn(subject, out var mode)
            || Modes.TryGetOwn(SubjectNames.OfContext(SubjectNames.ContextOf(subject)), out mode)
            ? mode
            : Modes.Global;
    }

    /// <exception cref="RegistryRefusalException">42205: nothing may be changed here.</exception>
    public void RequireWritable(string subject)
    {
        if (ModeOf(subject) is RegistryMode.ReadOnly or RegistryMode.ReadOnlyOverride)
            throw RegistryRefusals.WrongMode(subject, "is in read-only mode");
    }

    /// <summary>The subject that this name stands for: itself, or what its alias says.</summary>
    public string Follow(string subject)
    {
        var name = SubjectNames.Normalize(subject);
        return Configs.TryGetOwn(name, out var config) && config.Alias is { } alias
            ? SubjectNames.Within(SubjectNames.ContextOf(name), alias)
            : name;
    }

    public Subject Require(string subject, VersionFilter filter) =>
        Subjects.TryGetValue(subject, out var entry) && entry.Has(filter)
            ? entry
            : throw RegistryRefusals.SubjectNotFound(subject);

    public SubjectVersion Require(string subject, int? version, VersionFilter filter) =>
        Require(subject, filter).Find(version, filter) ?? throw RegistryRefusals.VersionNotFound(version);

    public IEnumerable<RegisteredVersion> All(VersionFilter filter) =>
        Subjects.Values.SelectMany(entry => entry.Versions(filter), Tell);

    public static RegisteredVersion Tell(Subject entry, SubjectVersion version) =>
        new(entry.Name, version.Number, version.Schema, version.IsDeleted);

    /// <summary>Whether a subject begins so; <c>:*:</c> looks at the name without its context.</summary>
    public static bool Begins(string subject, string prefix) =>
        prefix.StartsWith(SubjectNames.AnyContext, StringComparison.Ordinal)
            ? SubjectNames.LocalName(subject)
                .StartsWith(prefix[SubjectNames.AnyContext.Length..], StringComparison.Ordinal)
            : subject.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>The schemas behind references, in their order.</summary>
    /// <exception cref="RegistryRefusalException">42201: one is not there.</exception>
    public List<StoredSchema> Resolve(string context, IReadOnlyList<SchemaReference> references, VersionFilter filter)
    {
        List<StoredSchema> found = [];
        foreach (var reference in references)
        {
            var subject = SubjectNames.Within(context, reference.Subject);
            var version = Subjects.GetValueOrDefault(subject)?.Find(reference.Version, filter)
                ?? throw RegistryRefusals.InvalidSchema(string.Create(
                    CultureInfo.InvariantCulture,
                    $"it refers to version {reference.Version} of subject '{subject}', which is not there."));
            if (version.Schema.Depth >= MaxReferenceDepth)
                throw RegistryRefusals.InvalidSchema(string.Create(
                    CultureInfo.InvariantCulture, $"its references are deeper than {MaxReferenceDepth} schemas."));
            found.Add(version.Schema);
        }

        return found;
    }

    /// <summary>Ids of the schemas whose versions refer to this one, ascending.</summary>
    public List<int> Referrers(string subject, int version) =>
    [
        .. All(VersionFilter.Active)
            .Where(other => other.Schema.References.Any(reference => reference.Version == version
                && SubjectNames.Within(other.Schema.Context, reference.Subject) == subject))
            .Select(other => other.Schema.Id)
            .Distinct()
            .Order(),
    ];
}
