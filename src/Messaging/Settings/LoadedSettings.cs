namespace OrderPipeline.Messaging.Settings;

/// <summary>The checked options of every section in the catalog.</summary>
public sealed class LoadedSettings
{
    private readonly Dictionary<Type, object> _options;

    internal LoadedSettings(Dictionary<Type, object> options) => _options = options;

    /// <summary>The options of the section that was added with <typeparamref name="T"/>.</summary>
    /// <exception cref="InvalidOperationException">The catalog has no such section: a mistake in the
    /// program.</exception>
    public T Get<T>() where T : class => _options.TryGetValue(typeof(T), out var options)
        ? (T)options
        : throw new InvalidOperationException($"the catalog has no section of type {typeof(T).Name}");
}
