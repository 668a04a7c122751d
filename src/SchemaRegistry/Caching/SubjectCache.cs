using OrderPipeline.SchemaRegistry.Http;

namespace OrderPipeline.SchemaRegistry.Caching;

/// <summary>What subjects say that does not change until it is deleted: ids of schemas, and versions.</summary>
internal sealed class SubjectCache(SubjectApi api, SchemaRegistryOptions options)
{
    private readonly LruCache<SubjectSchema, int> _ids = new(options.MaxCachedSchemas);
    private readonly LruCache<SubjectNumber, RegisteredSchema> _versions = new(options.MaxCachedSchemas);
    private readonly SingleFlight<SubjectSchema, int> _registrations = new();
    private readonly SingleFlight<SubjectSchema, RegisteredSchema> _lookUps = new();
    private readonly SingleFlight<SubjectNumber, RegisteredSchema> _fetches = new();

    public bool TryGetId(string subject, Schema schema, bool normalize, out int id) =>
        _ids.TryGet(new SubjectSchema(subject, schema, normalize, false), out id);

    public Task<int> RegisterAsync(
        string subject, Schema schema, bool normalize, CancellationToken lifetime, CancellationToken cancellationToken)
    {
        var key = new SubjectSchema(subject, schema, normalize, false);
        return _ids.TryGet(key, out var id)
            ? Task.FromResult(id)
            : _registrations.RunAsync(key, RegisterAsync, lifetime, cancellationToken);
    }

    public Task<RegisteredSchema> LookUpAsync(
        string subject,
        Schema schema,
        bool normalize,
        bool includeDeleted,
        CancellationToken lifetime,
        CancellationToken cancellationToken) => _lookUps.RunAsync(
            new SubjectSchema(subject, schema, normalize, includeDeleted), LookUpAsync, lifetime, cancellationToken);

    public Task<RegisteredSchema> GetVersionAsync(
        string subject,
        int version,
        bool includeDeleted,
        CancellationToken lifetime,
        CancellationToken cancellationToken)
    {
        var key = new SubjectNumber(subject, version, includeDeleted);
        return _versions.TryGet(key, out var known)
            ? Task.FromResult(known)
            : _fetches.RunAsync(key, FetchAsync, lifetime, cancellationToken);
    }

    public void Remember(string subject, Schema schema, bool normalize, int id) =>
        _ids.Set(new SubjectSchema(subject, schema, normalize, false), id);

    /// <summary>After something of the subject was deleted.</summary>
    public void Forget(string subject)
    {
        _ids.RemoveAll(key => key.Subject == subject);
        _versions.RemoveAll(key => key.Subject == subject);
    }

    public void Clear()
    {
        _ids.RemoveAll(_ => true);
        _versions.RemoveAll(_ => true);
    }

    private async Task<int> RegisterAsync(SubjectSchema key, CancellationToken token)
    {
        // Somebody's flight may have landed between the first look and this one.
        if (_ids.TryGet(key, out var known))
            return known;
        var body = await api.RegisterAsync(key.Subject, BodyTexts.Write(key.Schema), key.Normalize, token);
        _ids.Set(key, body.Id);
        return body.Id;
    }

    private async Task<RegisteredSchema> LookUpAsync(SubjectSchema key, CancellationToken token)
    {
        var found = await api.LookUpAsync(key.Subject, key.Schema, key.Normalize, key.IncludesDeleted, token);
        if (!key.IncludesDeleted)
            _ids.Set(key, found.Id);
        return found;
    }

    private async Task<RegisteredSchema> FetchAsync(SubjectNumber key, CancellationToken token)
    {
        if (_versions.TryGet(key, out var known))
            return known;
        var found = await api.GetVersionAsync(key.Subject, key.Version, key.IncludesDeleted, token);
        _versions.Set(key, found);
        return found;
    }

    private readonly record struct SubjectSchema(string Subject, Schema Schema, bool Normalize, bool IncludesDeleted);

    private readonly record struct SubjectNumber(string Subject, int Version, bool IncludesDeleted);
}
