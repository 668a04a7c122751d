using System.Globalization;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Compatibility;

/// <summary>The global compatibility level and the subjects' own; guarded by the store's lock.</summary>
internal sealed class CompatibilityLevels(StoreLimits limits)
{
    private const CompatibilityLevel Default = CompatibilityLevel.Backward;
    private readonly Dictionary<string, CompatibilityLevel> _own = new(StringComparer.Ordinal);

    public CompatibilityLevel Global { get; private set; } = Default;

    public CompatibilityLevel? OwnOf(string subject) => _own.TryGetValue(subject, out var level) ? level : null;

    public CompatibilityLevel Of(string subject) => OwnOf(subject) ?? Global;

    /// <exception cref="RegistryRefusalException">42205: too many subjects have their own.</exception>
    public void Set(string? subject, CompatibilityLevel level)
    {
        if (subject is null)
        {
            Global = level;
            return;
        }

        if (_own.Count >= limits.MaxLevels && !_own.ContainsKey(subject))
            throw RegistryRefusals.NotPermitted(string.Create(
                CultureInfo.InvariantCulture,
                $"This registry is full: {limits.MaxLevels} subjects have a compatibility level of their own."));
        _own[subject] = level;
    }

    /// <summary>Takes the subject's own level away, and gives it; null where there was none.</summary>
    public CompatibilityLevel? Remove(string subject) => _own.Remove(subject, out var level) ? level : null;

    public CompatibilityLevel ResetGlobal()
    {
        var before = Global;
        Global = Default;
        return before;
    }
}
