using OrderPipeline.LocalCluster.Registry.Compatibility;
using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Settings;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>Subjects, versions and ids in memory, by the rules of Confluent's registry; no HTTP here.</summary>
/// <remarks>Thread-safe. Schemas are parsed outside the lock. What it refuses is a typed refusal.</remarks>
internal sealed class SchemaStore
{
    private readonly RegistryState _state;
    private readonly Registrar _registrar;
    private readonly Deleter _deleter;

    /// <param name="limits">When it is full; null for the usual ones.</param>
    /// <param name="compatibility">Judges next versions; null: every schema may follow every other.</param>
    public SchemaStore(StoreLimits? limits = null, ICompatibilityCheck? compatibility = null)
    {
        _state = new RegistryState(limits ?? new StoreLimits());
        _registrar = new Registrar(_state, compatibility);
        _deleter = new Deleter(_state);
        Settings = new SettingBook(_state, _deleter);
    }

    public SettingBook Settings { get; }

    /// <summary>Adds the schema as the subject's next version, or finds it there.</summary>
    public RegisteredVersion Register(string subject, SchemaDraft draft, Placement placement = default) =>
        _registrar.Register(subject, draft, placement);

    /// <summary>Why the schema may not become the next version; empty when it may.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="draft">The schema.</param>
    /// <param name="isAll">All versions are looked at, as the level says, instead of one.</param>
    /// <param name="version">That one; null for the latest.</param>
    public IReadOnlyList<string> Problems(string subject, SchemaDraft draft, bool isAll, int? version) =>
        _registrar.Problems(subject, draft, isAll, version);

    /// <summary>Finds the schema among the subject's versions.</summary>
    public RegisteredVersion LookUp(string subject, SchemaDraft draft, VersionFilter filter = VersionFilter.Active)
    {
        Situation situation;
        List<RegisteredVersion> versions;
        lock (_state.Gate)
        {
            var entry = _state.Require(_state.Follow(subject), filter);
            situation = Situation.Of(_state, subject, draft, VersionFilter.WithDeleted);
            versions = [.. entry.Versions(filter).Select(version => RegistryState.Tell(entry, version))];
        }

        versions.Reverse();
        var schema = SchemaChecker.Check(draft, situation.Referenced, isNew: false);
        return VersionSearch.Find(versions, schema, situation.Latest) ?? throw RegistryRefusals.SchemaNotFound();
    }

    /// <summary>One version, the latest where no number is given.</summary>
    /// <remarks>A subject that the default context does not have is looked for in the others.</remarks>
    public RegisteredVersion Get(string subject, int? version, VersionFilter filter = VersionFilter.Active)
    {
        lock (_state.Gate)
        {
            var name = _state.Follow(subject);
            if (!_state.Subjects.ContainsKey(name) && SubjectNames.ContextOf(name) == SubjectNames.DefaultContext)
            {
                name = _state.Schemas.Contexts
                    .Select(context => SubjectNames.Within(context, name))
                    .FirstOrDefault(_state.Subjects.ContainsKey) ?? name;
            }

            var found = _state.Require(name, version, filter);
            return RegistryState.Tell(_state.Subjects[name], found);
        }
    }

    /// <summary>The latest version whose metadata has all these properties with these values.</summary>
    /// <exception cref="RegistryRefusalException">40401, or 40403 where no version has them.</exception>
    public RegisteredVersion Get(
        string subject, IReadOnlyList<KeyValuePair<string, string>> properties, VersionFilter filter)
    {
        lock (_state.Gate)
        {
            var entry = _state.Require(_state.Follow(subject), filter);
            var found = entry.Versions(filter).LastOrDefault(version => properties.All(property =>
                version.Schema.Extras.Properties.TryGetValue(property.Key, out var value) && value == property.Value));
            return found is null ? throw RegistryRefusals.SchemaNotFound() : RegistryState.Tell(entry, found);
        }
    }

    /// <summary>What an id stands for.</summary>
    /// <param name="id">The id.</param>
    /// <param name="subject">
    /// Tells the context. An id that a subject of the default context does not use is looked for where another context
    /// has a subject of this name that uses it.
    /// </param>
    public StoredSchema Get(int id, string subject = "")
    {
        lock (_state.Gate)
            return Require(id, subject);
    }

    /// <summary>The schemas with this GUID, one of each context at most, the default one first.</summary>
    public IReadOnlyList<StoredSchema> Get(string guid)
    {
        lock (_state.Gate)
        {
            List<StoredSchema> found = [.. _state.Schemas.FindAll(guid).DistinctBy(schema => schema.Context)];
            return found.Count > 0 ? found : throw RegistryRefusals.SchemaNotFound(guid);
        }
    }

    /// <summary>The highest id that was given in the subject's context.</summary>
    public int MaxId(string subject)
    {
        lock (_state.Gate)
            return _state.Schemas.LastId(SubjectNames.ContextOf(SubjectNames.Normalize(subject)));
    }

    public IReadOnlyList<string> Contexts()
    {
        lock (_state.Gate)
            return [.. _state.Schemas.Contexts];
    }

    public IReadOnlyList<string> Subjects(VersionFilter filter = VersionFilter.Active, string prefix = "")
    {
        lock (_state.Gate)
        {
            // A subject is a deleted one when nothing active is left of it.
            return
            [
                .. _state.Subjects.Values
                    .Where(entry => filter == VersionFilter.DeletedOnly
                        ? !entry.Has(VersionFilter.Active)
                        : entry.Has(filter))
                    .Select(entry => entry.Name)
                    .Where(name => RegistryState.Begins(name, prefix)),
            ];
        }
    }

    public IReadOnlyList<int> Versions(string subject, VersionFilter filter = VersionFilter.Active) =>
        [.. AllOf(subject, filter).Select(version => version.Version)];

    /// <summary>The subject's versions, ascending.</summary>
    public IReadOnlyList<RegisteredVersion> AllOf(string subject, VersionFilter filter)
    {
        lock (_state.Gate)
        {
            var entry = _state.Require(
                _state.Follow(subject), filter == VersionFilter.Active ? filter : VersionFilter.WithDeleted);
            return [.. entry.Versions(filter).Select(version => RegistryState.Tell(entry, version))];
        }
    }

    /// <summary>Where a schema is used, by subject and version.</summary>
    public IReadOnlyList<RegisteredVersion> UsesOf(
        int id, VersionFilter filter = VersionFilter.Active, string subject = "")
    {
        lock (_state.Gate)
        {
            var schema = Require(id, subject);
            return [.. _state.All(filter).Where(version => version.Schema == schema)];
        }
    }

    /// <summary>Every version of the subjects with this prefix, by subject and version.</summary>
    public IReadOnlyList<RegisteredVersion> All(VersionFilter filter, string prefix, bool isLatestOnly)
    {
        lock (_state.Gate)
        {
            var all = _state.All(filter).Where(version => RegistryState.Begins(version.Subject, prefix));
            return isLatestOnly ? [.. all.GroupBy(version => version.Subject, (_, own) => own.Last())] : [.. all];
        }
    }

    /// <summary>Ids of the schemas that refer to this version.</summary>
    public IReadOnlyList<int> ReferrersOf(string subject, int? version)
    {
        lock (_state.Gate)
        {
            var name = _state.Follow(subject);
            return _state.Referrers(name, _state.Require(name, version, VersionFilter.WithDeleted).Number);
        }
    }

    /// <summary>Deletes one version: marks it, or removes for good what is marked. An alias is not followed.</summary>
    public int DeleteVersion(string subject, int? version, bool isPermanent)
    {
        lock (_state.Gate)
            return _deleter.DeleteVersion(SubjectNames.Normalize(subject), version, isPermanent);
    }

    /// <summary>Deletes all versions: marks them, or removes for good a subject that is marked as a whole.</summary>
    public IReadOnlyList<int> DeleteSubject(string subject, bool isPermanent)
    {
        lock (_state.Gate)
            return _deleter.DeleteSubject(SubjectNames.Normalize(subject), isPermanent);
    }

    public RegistrySnapshot Snapshot()
    {
        lock (_state.Gate)
        {
            List<SubjectSummary> subjects = [];
            foreach (var entry in _state.Subjects.Values)
            {
                if (entry.Find(null, VersionFilter.Active) is { } latest)
                    subjects.Add(new SubjectSummary(
                        entry.Name, entry.Versions(VersionFilter.Active).Count(), latest.Schema.Id));
            }

            return new RegistrySnapshot(subjects, _state.Schemas.Count);
        }
    }

    private StoredSchema Require(int id, string subject)
    {
        var name = _state.Follow(subject);
        var context = SubjectNames.ContextOf(name);
        var inOwn = _state.Schemas.Find(context, id);
        if (context != SubjectNames.DefaultContext || name.Length == 0 || IsUsed(name, inOwn))
            return inOwn ?? throw RegistryRefusals.SchemaNotFound(id);
        foreach (var other in _state.Schemas.Contexts)
        {
            if (_state.Schemas.Find(other, id) is { } found && IsUsed(SubjectNames.Within(other, name), found))
                return found;
        }

        return inOwn ?? throw RegistryRefusals.SchemaNotFound(id);
    }

    private bool IsUsed(string subject, StoredSchema? schema) =>
        schema is not null
        && _state.Subjects.TryGetValue(subject, out var entry)
        && entry.Versions(VersionFilter.WithDeleted).Any(version => version.Schema == schema);
}
