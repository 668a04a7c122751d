using OrderPipeline.SchemaRegistry.Http;

namespace OrderPipeline.SchemaRegistry.Caching;

/// <summary>Schemas by id and GUID: fetched once, one request in flight for each, unknown ones for a while.</summary>
internal sealed class SchemaCache(SchemaApi api, SchemaRegistryOptions options, TimeProvider clock)
{
    private readonly LruCache<SchemaKey, Schema> _schemas = new(options.MaxCachedSchemas);
    private readonly UnknownSchemas _unknown = new(options.MaxCachedSchemas, options.UnknownIdTime, clock);
    private readonly SingleFlight<SchemaKey, Schema> _fetches = new();

    public int Count => _schemas.Count;

    public Task<Schema> GetAsync(SchemaKey key, CancellationToken lifetime, CancellationToken cancellationToken) =>
        _schemas.TryGet(key, out var schema)
            ? Task.FromResult(schema)
            : _fetches.RunAsync(key, FetchAsync, lifetime, cancellationToken);

    public void IsKnown(int id) => _unknown.Remove(id);

    public void Clear()
    {
        _schemas.RemoveAll(_ => true);
        _unknown.Clear();
    }

    private async Task<Schema> FetchAsync(SchemaKey key, CancellationToken token)
    {
        // Somebody's flight may have landed between the first look and this one.
        if (_schemas.TryGet(key, out var known))
            return known;
        _unknown.ThrowIfUnknown(key);
        try
        {
            var schema = await api.GetAsync(key, token);
            _schemas.Set(key, schema);
            return schema;
        }
        catch (SchemaRegistryException failure) when (failure.Failure == SchemaRegistryFailure.NotFound)
        {
            var named = new SchemaRegistryException(
                failure.Failure, $"{key} is unknown: {failure.Message}", failure.ErrorCode, failure.Status, failure);
            _unknown.Add(key, named);
            throw named;
        }
    }
}
