using OrderPipeline.SchemaRegistry.Http;

namespace OrderPipeline.SchemaRegistry.Caching;

/// <summary>
/// Remembers for a short time which schemas the registry did not know, so that a flood of them is cheap.
/// </summary>
internal sealed class UnknownSchemas(int capacity, TimeSpan time, TimeProvider clock)
{
    private readonly LruCache<SchemaKey, (SchemaRegistryException Failure, long Since)> _keys = new(capacity);

    /// <summary>Throws what the registry said when that is not too long ago.</summary>
    public void ThrowIfUnknown(SchemaKey key)
    {
        if (!_keys.TryGet(key, out var entry))
            return;
        if (clock.GetElapsedTime(entry.Since) < time)
        {
            var said = entry.Failure;
            throw new SchemaRegistryException(said.Failure, said.Message, said.ErrorCode, said.Status, said);
        }

        _keys.Remove(key);
    }

    public void Add(SchemaKey key, SchemaRegistryException failure) => _keys.Set(key, (failure, clock.GetTimestamp()));

    /// <summary>An id that was registered just now is known from now on.</summary>
    public void Remove(int id) => _keys.Remove(new SchemaKey(id));

    public void Clear() => _keys.RemoveAll(_ => true);
}
