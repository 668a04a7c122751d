using System.Globalization;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Settings;

/// <summary>
/// One kind of setting: the global one, and those of contexts and subjects. Guarded by the store's lock.
/// </summary>
/// <param name="initial">What holds where nothing is set.</param>
/// <param name="limit">How many contexts and subjects may have one of their own.</param>
/// <param name="what">The setting in the words of an error.</param>
internal sealed class SettingTable<T>(T initial, int limit, string what)
    where T : notnull
{
    private readonly T _initial = initial;
    private readonly Dictionary<string, T> _own = new(StringComparer.Ordinal);

    public T Global { get; private set; } = initial;

    /// <summary>The setting of this subject or, by its qualified empty name, of a context.</summary>
    public bool TryGetOwn(string subject, out T value) => _own.TryGetValue(subject, out value!);

    /// <param name="subject">Null for the global setting.</param>
    /// <param name="value">What holds from now on.</param>
    /// <exception cref="RegistryRefusalException">42205: too many subjects have their own.</exception>
    public void Set(string? subject, T value)
    {
        if (subject is null)
        {
            Global = value;
            return;
        }

        if (_own.Count >= limit && !_own.ContainsKey(subject))
            throw RegistryRefusals.NotPermitted(string.Create(
                CultureInfo.InvariantCulture, $"This registry is full: {limit} subjects have a {what} of their own."));
        _own[subject] = value;
    }

    /// <summary>Takes away what the subject has, or sets the global one back; false where there was nothing.</summary>
    public bool Remove(string? subject, out T before)
    {
        if (subject is not null)
            return _own.Remove(subject, out before!);
        before = Global;
        Global = _initial;
        return true;
    }
}
