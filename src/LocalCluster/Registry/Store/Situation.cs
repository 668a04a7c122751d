using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Settings;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>What a schema's acceptance depends on, taken under the lock and judged outside it.</summary>
/// <param name="Subject">The subject, as its alias says.</param>
/// <param name="Config">What holds for it.</param>
/// <param name="Mode">The mode that holds for it.</param>
/// <param name="Earlier">Its versions that are not deleted, the newest first.</param>
/// <param name="Referenced">The schemas behind the draft's references.</param>
internal sealed record Situation(
    string Subject,
    SubjectConfig Config,
    RegistryMode Mode,
    IReadOnlyList<RegisteredVersion> Earlier,
    IReadOnlyList<StoredSchema> Referenced)
{
    public RegisteredVersion? Latest => Earlier.Count == 0 ? null : Earlier[0];

    public string Context => SubjectNames.ContextOf(Subject);

    /// <summary>The store's lock is held.</summary>
    public static Situation Of(
        RegistryState state, string subject, SchemaDraft draft, VersionFilter referencedFilter = VersionFilter.Active)
    {
        var name = state.Follow(subject);
        List<RegisteredVersion> earlier = [];
        if (state.Subjects.TryGetValue(name, out var entry))
            earlier.AddRange(entry.Versions(VersionFilter.Active).Select(one => RegistryState.Tell(entry, one)));
        earlier.Reverse();
        var referenced = state.Resolve(SubjectNames.ContextOf(name), draft.References, referencedFilter);
        return new Situation(name, state.ConfigOf(name), state.ModeOf(name), earlier, referenced);
    }

    /// <summary>Whether what was judged in one situation holds in the other.</summary>
    public bool IsSameAs(Situation other) =>
        Subject == other.Subject
        && Config == other.Config
        && Mode == other.Mode
        && Earlier.SequenceEqual(other.Earlier)
        && Referenced.SequenceEqual(other.Referenced);
}
