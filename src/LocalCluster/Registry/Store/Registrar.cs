using System.Globalization;
using OrderPipeline.Avro.Compatibility;
using OrderPipeline.LocalCluster.Registry.Compatibility;
using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Settings;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>Adds versions, and says whether one could be added.</summary>
/// <remarks>
/// Parses and compares outside the lock, since a hostile schema may take long, and begins again where somebody changed
/// meanwhile what the judgement rests on.
/// </remarks>
internal sealed class Registrar(RegistryState state, ICompatibilityCheck? compatibility)
{
    public RegisteredVersion Register(string subject, SchemaDraft draft, Placement placement)
    {
        if (SubjectNames.LocalName(SubjectNames.Normalize(subject)).Length == 0)
            throw RegistryRefusals.InvalidSubject();
        while (true)
        {
            Situation situation;
            lock (state.Gate)
                situation = Situation.Of(state, subject, draft);
            var schema = Check(draft, situation);
            if (VersionSearch.Find(situation.Earlier, schema, situation.Latest) is { } known
                && (placement.Id is null || placement.Id == known.Schema.Id))
                return known;
            RequireMode(situation, placement);
            if (situation.Mode != RegistryMode.Import)
            {
                if (situation.Latest is { } latest)
                    schema = schema.With(schema.Extras.Or(latest.Schema.Extras));
                RequireCompatible(situation, schema);
            }

            lock (state.Gate)
            {
                if (situation.IsSameAs(Situation.Of(state, subject, draft)))
                    return Add(situation, schema, placement);
            }
        }
    }

    /// <summary>Why the schema may not follow; empty when it may.</summary>
    /// <param name="subject">The subject whose config holds.</param>
    /// <param name="draft">The schema.</param>
    /// <param name="isAll">All versions are looked at, as its level says, instead of one.</param>
    /// <param name="version">That one; null for the latest.</param>
    public IReadOnlyList<string> Problems(string subject, SchemaDraft draft, bool isAll, int? version)
    {
        Situation situation;
        lock (state.Gate)
        {
            situation = Situation.Of(state, subject, draft);
            if (!isAll && version is not null)
                state.Require(situation.Subject, version, VersionFilter.Active);
        }

        var schema = Check(draft, situation);
        return Problems(
            isAll ? situation : situation with
            {
                Earlier = [.. situation.Earlier.Where(one => version is null || one.Version == version).Take(1)],
            },
            schema);
    }

    private static CheckedSchema Check(SchemaDraft draft, Situation situation)
    {
        var isNew = situation.Mode != RegistryMode.Import;
        var normalize = draft.Normalize || situation.Config.Normalize == true;
        if (!string.IsNullOrWhiteSpace(draft.Text) || situation.Latest is not { } latest)
            return SchemaChecker.Check(draft with { Normalize = normalize }, situation.Referenced, isNew);
        var before = latest.Schema;
        var same = draft with { Text = before.Text, References = before.References, Normalize = normalize };
        return SchemaChecker.Check(same, before.Referenced, isNew: false);
    }

    private static void RequireMode(Situation situation, Placement placement)
    {
        var isImport = situation.Mode == RegistryMode.Import;
        if (situation.Mode is RegistryMode.ReadOnly or RegistryMode.ReadOnlyOverride)
            throw RegistryRefusals.WrongMode(situation.Subject, "is in read-only mode");
        if (placement.Id is not null && !isImport)
            throw RegistryRefusals.WrongMode(situation.Subject, "is not in import mode, so the registry gives the id");
        if (placement.Id is null && isImport)
            throw RegistryRefusals.WrongMode(situation.Subject, "is in import mode, so a schema brings its id");
    }

    private void RequireCompatible(Situation situation, CheckedSchema schema)
    {
        if (Problems(situation, schema) is { Count: > 0 } problems)
            throw RegistryRefusals.Incompatible(situation.Subject, problems);
    }

    private IReadOnlyList<string> Problems(Situation situation, CheckedSchema schema)
    {
        var level = situation.Config.Level ?? CompatibilityLevel.Backward;
        if (compatibility is null || level == CompatibilityLevel.None)
            return [];
        var earlier = situation.Earlier;
        if (situation.Config.CompatibilityGroup is { } property)
        {
            var group = schema.Extras.Properties.GetValueOrDefault(property);
            earlier = [.. earlier.Where(one => one.Schema.Extras.Properties.GetValueOrDefault(property) == group)];
        }

        return earlier.Count == 0 ? [] : compatibility.Problems(level, schema.Parsed, earlier);
    }

    private RegisteredVersion Add(Situation situation, CheckedSchema schema, Placement placement)
    {
        var entry = state.Subjects.GetValueOrDefault(situation.Subject) ?? new Subject(situation.Subject);
        var number = situation.Mode == RegistryMode.Import && placement.Version is { } wanted
            ? wanted
            : RequireNext(entry, placement);
        var taken = entry.Find(number, VersionFilter.WithDeleted);
        if (taken is { IsDeleted: false })
            throw RegistryRefusals.NotPermitted(string.Create(
                CultureInfo.InvariantCulture,
                $"Version {number} of subject '{situation.Subject}' is another schema already."));
        var stored = state.Schemas.Use(situation.Context, schema, placement.Id);
        if (taken is not null)
        {
            entry.Remove(taken);
            state.Schemas.Release(taken.Schema);
        }

        state.Subjects.TryAdd(entry.Name, entry);
        return RegistryState.Tell(entry, entry.Add(number, stored));
    }

    private static int RequireNext(Subject entry, Placement placement)
    {
        var next = entry.NextNumber();
        return placement.Version is null || placement.Version == next
            ? next
            : throw RegistryRefusals.InvalidSchema(string.Create(
                CultureInfo.InvariantCulture,
                $"its version is to be {placement.Version}, and the next one of subject '{entry.Name}' is {next}."));
    }
}
