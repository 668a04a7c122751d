using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Settings;

/// <summary>Configs and modes, global, of contexts and of subjects, by the rules of Confluent's registry.</summary>
/// <remarks>Thread-safe. A null subject means the global setting.</remarks>
internal sealed class SettingBook(RegistryState state, Deleter deleter)
{
    /// <exception cref="RegistryRefusalException">40408: it has none and the global one is not asked for.</exception>
    public SubjectConfig Config(string? subject, bool orGlobal)
    {
        lock (state.Gate)
        {
            if (subject is null)
                return state.Configs.Global;
            var name = SubjectNames.Normalize(subject);
            if (orGlobal)
                return state.ConfigOf(name);
            return state.Configs.TryGetOwn(name, out var own) ? own : throw RegistryRefusals.NoCompatibilityOf(name);
        }
    }

    /// <summary>The config as it is after the change.</summary>
    public SubjectConfig Change(string? subject, ConfigUpdate update)
    {
        lock (state.Gate)
        {
            var name = subject is null ? null : SubjectNames.Normalize(subject);
            state.RequireWritable(name ?? "");
            var before = name is null
                ? state.Configs.Global
                : state.Configs.TryGetOwn(name, out var own) ? own : new SubjectConfig();
            var after = update.Apply(before);
            state.Configs.Set(name, after);
            return after;
        }
    }

    /// <summary>Takes the config away and gives it.</summary>
    /// <exception cref="RegistryRefusalException">40401: there is none.</exception>
    public SubjectConfig DeleteConfig(string? subject)
    {
        lock (state.Gate)
        {
            var name = subject is null ? null : SubjectNames.Normalize(subject);
            state.RequireWritable(name ?? "");
            return state.Configs.Remove(name, out var before) ? before : throw RegistryRefusals.SubjectNotFound(name!);
        }
    }

    /// <exception cref="RegistryRefusalException">40409: it has none and the global one is not asked for.</exception>
    public RegistryMode Mode(string? subject, bool orGlobal)
    {
        lock (state.Gate)
        {
            if (subject is null)
                return state.Modes.Global;
            var name = SubjectNames.Normalize(subject);
            if (orGlobal)
                return state.ModeOf(name);
            return state.Modes.TryGetOwn(name, out var own) ? own : throw RegistryRefusals.NoModeOf(name);
        }
    }

    /// <param name="subject">Null for the global mode.</param>
    /// <param name="mode">What holds from now on.</param>
    /// <param name="isForced">IMPORT is begun although there are versions, which then stay.</param>
    /// <exception cref="RegistryRefusalException">42205: there are versions; 42204: the mode is global only.
    /// </exception>
    public void SetMode(string? subject, RegistryMode mode, bool isForced)
    {
        lock (state.Gate)
        {
            var name = subject is null ? null : SubjectNames.Normalize(subject);
            if (mode == RegistryMode.ReadOnlyOverride && name is not null)
                throw RegistryRefusals.InvalidMode();
            if (mode == RegistryMode.Import && !isForced && !IsImporting(name))
            {
                if (state.All(VersionFilter.Active).Any(version => Deleter.IsMeant(version.Subject, name)))
                    throw RegistryRefusals.NotPermitted(
                        "IMPORT needs a registry without versions here; delete them, or say force=true.");
                deleter.Purge(name);
            }

            state.Modes.Set(name, mode);
        }
    }

    /// <summary>Takes the mode away and gives it.</summary>
    /// <exception cref="RegistryRefusalException">40401: there is none.</exception>
    public RegistryMode DeleteMode(string? subject)
    {
        lock (state.Gate)
        {
            var name = subject is null ? null : SubjectNames.Normalize(subject);
            return state.Modes.Remove(name, out var before) ? before : throw RegistryRefusals.SubjectNotFound(name!);
        }
    }

    private bool IsImporting(string? name) =>
        name is null ? state.Modes.Global == RegistryMode.Import : state.ModeOf(name) == RegistryMode.Import;
}
