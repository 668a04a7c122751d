using OrderPipeline.LocalCluster.Registry.Compatibility;
using OrderPipeline.LocalCluster.Registry.Schemas;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>Subjects, versions and ids in memory, by the rules of Confluent's registry; no HTTP here.</summary>
/// <remarks>Thread-safe. Schemas are parsed outside the lock. What it refuses is a typed refusal.</remarks>
/// <param name="limits">When it is full; null for the usual ones.</param>
/// <param name="compatibility">Judges next versions; null: every schema may follow every other.</param>
internal sealed class SchemaStore(StoreLimits? limits = null, ICompatibilityCheck? compatibility = null)
{
    /// <summary>Schemas that refer to schemas that refer …; whoever walks them recurses.</summary>
    private const int MaxReferenceDepth = 32;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Subject> _subjects = new(StringComparer.Ordinal);
    private readonly SchemaTable _schemas = new(limits ?? new StoreLimits());
    private readonly CompatibilityLevels _levels = new(limits ?? new StoreLimits());

    /// <summary>Adds the schema as the subject's next version, or finds it there.</summary>
    public RegisteredVersion Register(string subject, SchemaDraft draft)
    {
        if (subject.Any(char.IsControl))
            throw RegistryRefusals.InvalidSubject();
        var schema = Check(draft);
        lock (_gate)
        {
            // Somebody may have removed what it refers to while it was parsed.
            Resolve(draft.References);
            var entry = _subjects.GetValueOrDefault(subject);
            if (entry?.FindEqual(schema.Key, VersionFilter.Active) is { } known)
                return new RegisteredVersion(subject, known.Number, known.Schema);
            RequireCompatible(subject, entry, schema);
            var stored = _schemas.Use(schema);
            if (entry is null)
                _subjects.Add(subject, entry = new Subject(subject));
            return new RegisteredVersion(subject, entry.Add(stored).Number, stored);
        }
    }

    /// <summary>Finds the schema among the subject's versions.</summary>
    public RegisteredVersion LookUp(string subject, SchemaDraft draft, VersionFilter filter = VersionFilter.Active)
    {
        lock (_gate)
            Require(subject, filter);
        var schema = Check(draft);
        lock (_gate)
        {
            var found = Require(subject, filter).FindEqual(schema.Key, filter)
                ?? throw RegistryRefusals.SchemaNotFound();
            return new RegisteredVersion(subject, found.Number, found.Schema);
        }
    }

    /// <summary>One version, the latest where no number is given.</summary>
    public RegisteredVersion Get(string subject, int? version, VersionFilter filter = VersionFilter.Active)
    {
        lock (_gate)
        {
            var found = Require(subject, version, filter);
            return new RegisteredVersion(subject, found.Number, found.Schema);
        }
    }

    public StoredSchema Get(int id)
    {
        lock (_gate)
            return _schemas.Find(id) ?? throw RegistryRefusals.SchemaNotFound(id);
    }

    public IReadOnlyList<string> Subjects(VersionFilter filter = VersionFilter.Active, string prefix = "")
    {
        lock (_gate)
        {
            // A subject is a deleted one when nothing active is left of it.
            return
            [
                .. _subjects.Values
                    .Where(entry => filter == VersionFilter.DeletedOnly
                        ? !entry.Has(VersionFilter.Active)
                        : entry.Has(filter))
                    .Select(entry => entry.Name)
                    .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)),
            ];
        }
    }

    public IReadOnlyList<int> Versions(string subject, VersionFilter filter = VersionFilter.Active)
    {
        lock (_gate)
        {
            var entry = Require(subject, filter == VersionFilter.Active ? filter : VersionFilter.WithDeleted);
            return [.. entry.Versions(filter).Select(version => version.Number)];
        }
    }

    /// <summary>Where a schema is used, by subject and version.</summary>
    public IReadOnlyList<RegisteredVersion> UsesOf(int id, VersionFilter filter = VersionFilter.Active)
    {
        lock (_gate)
        {
            var schema = _schemas.Find(id) ?? throw RegistryRefusals.SchemaNotFound(id);
            return [.. All(filter).Where(version => version.Schema == schema)];
        }
    }

    /// <summary>Every version of the subjects with this prefix, by subject and version.</summary>
    public IReadOnlyList<RegisteredVersion> All(VersionFilter filter, string prefix, bool isLatestOnly)
    {
        lock (_gate)
        {
            return
            [
                .. All(filter).Where(version => version.Subject.StartsWith(prefix, StringComparison.Ordinal)
                    && (!isLatestOnly || _subjects[version.Subject].Find(null, filter)!.Number == version.Version)),
            ];
        }
    }

    /// <summary>Ids of the schemas that refer to this version.</summary>
    public IReadOnlyList<int> ReferrersOf(string subject, int? version)
    {
        lock (_gate)
            return Referrers(subject, Require(subject, version, VersionFilter.WithDeleted).Number);
    }

    /// <summary>Deletes one version: marks it, or removes for good what is marked.</summary>
    public int DeleteVersion(string subject, int? version, bool isPermanent)
    {
        lock (_gate)
        {
            var entry = Require(subject, VersionFilter.WithDeleted);
            var found = (isPermanent ? null : entry.Find(version, VersionFilter.Active))
                ?? Require(subject, version, VersionFilter.WithDeleted);
            if (!isPermanent && found.IsDeleted)
                throw RegistryRefusals.VersionDeleted(subject, found.Number);
            if (isPermanent && !found.IsDeleted)
                throw RegistryRefusals.VersionNotDeleted(subject, found.Number);
            RequireUnreferenced(subject, found);
            Delete(entry, found, isPermanent);
            return found.Number;
        }
    }

    /// <summary>Deletes all versions: marks them, or removes for good a subject that is marked as a whole.</summary>
    public IReadOnlyList<int> DeleteSubject(string subject, bool isPermanent)
    {
        lock (_gate)
        {
            var entry = Require(subject, VersionFilter.WithDeleted);
            var isActive = entry.Has(VersionFilter.Active);
            if (isPermanent && isActive)
                throw RegistryRefusals.SubjectNotDeleted(subject);
            if (!isPermanent && !isActive)
                throw RegistryRefusals.SubjectDeleted(subject);
            List<SubjectVersion> gone =
                [.. entry.Versions(isPermanent ? VersionFilter.WithDeleted : VersionFilter.Active)];
            gone.ForEach(version => RequireUnreferenced(subject, version));
            gone.ForEach(version => Delete(entry, version, isPermanent));
            return [.. gone.Select(version => version.Number)];
        }
    }

    /// <summary>The level that holds globally, or the subject's own.</summary>
    /// <exception cref="RegistryRefusalException">40408: the subject has none and the global is not asked for.
    /// </exception>
    public CompatibilityLevel Level(string? subject = null, bool orGlobal = false)
    {
        lock (_gate)
        {
            if (subject is null)
                return _levels.Global;
            return orGlobal
                ? _levels.Of(subject)
                : _levels.OwnOf(subject) ?? throw RegistryRefusals.NoCompatibilityOf(subject);
        }
    }

    public void SetLevel(string? subject, CompatibilityLevel level)
    {
        if (subject?.Any(char.IsControl) == true)
            throw RegistryRefusals.InvalidSubject();
        lock (_gate)
            _levels.Set(subject, level);
    }

    /// <summary>Back to the default, or to the global level; gives what held before.</summary>
    public CompatibilityLevel DeleteLevel(string? subject)
    {
        lock (_gate)
        {
            return subject is null
                ? _levels.ResetGlobal()
                : _levels.Remove(subject) ?? throw RegistryRefusals.SubjectNotFound(subject);
        }
    }

    public RegistrySnapshot Snapshot()
    {
        lock (_gate)
        {
            List<SubjectSummary> subjects = [];
            foreach (var entry in _subjects.Values)
            {
                if (entry.Find(null, VersionFilter.Active) is { } latest)
                    subjects.Add(new SubjectSummary(
                        entry.Name, entry.Versions(VersionFilter.Active).Count(), latest.Schema.Id));
            }

            return new RegistrySnapshot(subjects, _schemas.Count);
        }
    }

    private CheckedSchema Check(SchemaDraft draft)
    {
        IReadOnlyList<StoredSchema> referenced;
        lock (_gate)
            referenced = Resolve(draft.References);
        return SchemaChecker.Check(draft, referenced);
    }

    private List<StoredSchema> Resolve(IReadOnlyList<SchemaReference> references)
    {
        List<StoredSchema> found = [];
        foreach (var reference in references)
        {
            var version = _subjects.GetValueOrDefault(reference.Subject)?.Find(reference.Version, VersionFilter.Active)
                ?? throw RegistryRefusals.InvalidSchema(
                    $"it refers to version {reference.Version} of subject '{reference.Subject}', which is not there.");
            if (version.Schema.Depth >= MaxReferenceDepth)
                throw RegistryRefusals.InvalidSchema(
                    $"its references are deeper than {MaxReferenceDepth} schemas.");
            found.Add(version.Schema);
        }

        return found;
    }

    private void RequireCompatible(string subject, Subject? entry, CheckedSchema schema)
    {
        if (compatibility is null || entry is null)
            return;
        List<StoredSchema> earlier =
            [.. entry.Versions(VersionFilter.Active).Reverse().Select(version => version.Schema)];
        if (earlier.Count == 0)
            return;
        var problems = compatibility.Problems(_levels.Of(subject), schema.Parsed, earlier);
        if (problems.Count > 0)
            throw RegistryRefusals.Incompatible(subject, problems);
    }

    private Subject Require(string subject, VersionFilter filter) =>
        _subjects.TryGetValue(subject, out var entry) && entry.Has(filter)
            ? entry
            : throw RegistryRefusals.SubjectNotFound(subject);

    private SubjectVersion Require(string subject, int? version, VersionFilter filter) =>
        Require(subject, filter).Find(version, filter) ?? throw RegistryRefusals.VersionNotFound(version);

    private IEnumerable<RegisteredVersion> All(VersionFilter filter) => _subjects.Values.SelectMany(
        entry => entry.Versions(filter),
        (entry, version) => new RegisteredVersion(entry.Name, version.Number, version.Schema));

    private List<int> Referrers(string subject, int version) =>
    [
        .. All(VersionFilter.Active)
            .Where(other => other.Schema.References.Any(
                reference => reference.Subject == subject && reference.Version == version))
            .Select(other => other.Schema.Id)
            .Distinct()
            .Order(),
    ];

    private void RequireUnreferenced(string subject, SubjectVersion version)
    {
        if (Referrers(subject, version.Number) is [var first, ..])
            throw RegistryRefusals.ReferenceExists(subject, version.Number, first);
    }

    private void Delete(Subject entry, SubjectVersion version, bool isPermanent)
    {
        version.IsDeleted = true;
        if (isPermanent)
        {
            entry.Remove(version);
            _schemas.Release(version.Schema);
        }

        if (!entry.Has(VersionFilter.Active))
            _levels.Remove(entry.Name);
        if (entry.IsEmpty)
            _subjects.Remove(entry.Name);
    }
}
