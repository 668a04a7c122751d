namespace OrderPipeline.SchemaRegistry.Caching;

/// <summary>
/// Remembers for a short time which ids the registry did not know, so that a flood of them is cheap.
/// </summary>
internal sealed class UnknownIds(int capacity, TimeSpan time, TimeProvider clock)
{
    private readonly LruCache<int, (SchemaRegistryException Failure, long Since)> _ids = new(capacity);

    /// <summary>Throws what the registry said when that is not too long ago.</summary>
    public void ThrowIfUnknown(int id)
    {
        if (!_ids.TryGet(id, out var entry))
            return;
        if (clock.GetElapsedTime(entry.Since) < time)
        {
            var said = entry.Failure;
            throw new SchemaRegistryException(said.Failure, said.Message, said.ErrorCode, said.Status, said);
        }

        _ids.Remove(id);
    }

    public void Add(int id, SchemaRegistryException failure) => _ids.Set(id, (failure, clock.GetTimestamp()));

    public void Remove(int id) => _ids.Remove(id);
}
