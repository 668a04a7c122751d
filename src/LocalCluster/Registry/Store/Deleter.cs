namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>Marks versions as deleted, and removes for good what is marked; the store's lock is held.</summary>
internal sealed class Deleter(RegistryState state)
{
    public int DeleteVersion(string subject, int? version, bool isPermanent)
    {
        state.RequireWritable(subject);
        var entry = state.Require(subject, VersionFilter.WithDeleted);
        var found = (isPermanent ? null : entry.Find(version, VersionFilter.Active))
            ?? state.Require(subject, version, VersionFilter.WithDeleted);
        if (!isPermanent && found.IsDeleted)
            throw RegistryRefusals.VersionDeleted(subject, found.Number);
        if (isPermanent && !found.IsDeleted)
            throw RegistryRefusals.VersionNotDeleted(subject, found.Number);
        RequireUnreferenced(subject, found);
        Delete(entry, found, isPermanent);
        return found.Number;
    }

    public IReadOnlyList<int> DeleteSubject(string subject, bool isPermanent)
    {
        state.RequireWritable(subject);
        var entry = state.Require(subject, VersionFilter.WithDeleted);
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

    /// <summary>Removes what is marked: of a subject, of a context or, where it is null, everywhere.</summary>
    public void Purge(string? subject)
    {
        foreach (var entry in state.Subjects.Values.Where(entry => IsMeant(entry.Name, subject)).ToList())
        {
            foreach (var version in entry.Versions(VersionFilter.DeletedOnly).ToList())
                Remove(entry, version);
        }
    }

    /// <summary>Whether the subject is this one, or of this context.</summary>
    public static bool IsMeant(string name, string? subject) =>
        subject is null
        || (SubjectNames.LocalName(subject).Length == 0
            ? SubjectNames.ContextOf(name) == SubjectNames.ContextOf(subject)
            : name == subject);

    private void RequireUnreferenced(string subject, SubjectVersion version)
    {
        if (state.Referrers(subject, version.Number) is [var first, ..])
            throw RegistryRefusals.ReferenceExists(subject, version.Number, first);
    }

    private void Delete(Subject entry, SubjectVersion version, bool isPermanent)
    {
        if (isPermanent)
            Remove(entry, version);
        else
            version.IsDeleted = true;
        if (entry.Has(VersionFilter.Active))
            return;
        state.Configs.Remove(entry.Name, out _);
        state.Modes.Remove(entry.Name, out _);
    }

    private void Remove(Subject entry, SubjectVersion version)
    {
        entry.Remove(version);
        state.Schemas.Release(version.Schema);
        if (entry.IsEmpty)
            state.Subjects.Remove(entry.Name);
    }
}
