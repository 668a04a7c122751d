using System.Globalization;
using System.Security.Cryptography;
using OrderPipeline.SchemaRegistry.Caching;
using OrderPipeline.SchemaRegistry.Http;

namespace OrderPipeline.SchemaRegistry;

/// <summary>Talks to a Confluent-compatible Schema Registry and remembers what cannot change there.</summary>
/// <remarks>
/// Thread-safe. Requests for the same id, or for the same schema under the same subject, share one flight. What is
/// cached is bounded; the least recently used entry makes room.
/// </remarks>
public sealed class CachedSchemaRegistryClient : ISchemaRegistryClient
{
    private readonly RegistryApi _api;
    private readonly CancellationTokenSource _lifetime = new();
    private readonly LruCache<int, Schema> _schemas;
    private readonly LruCache<SubjectSchema, int> _ids;
    private readonly UnknownIds _unknownIds;
    private readonly SingleFlight<int, Schema> _fetches = new();
    private readonly SingleFlight<SubjectSchema, int> _registrations = new();
    private readonly SingleFlight<SubjectSchema, RegisteredSchema> _lookUps = new();

    /// <summary>Makes a client; nothing is sent before the first call.</summary>
    /// <param name="options">Settings that pass <see cref="SchemaRegistryOptionsValidator"/>.</param>
    /// <param name="time">Clock of time-outs, waits and the memory of unknown ids; null for the system's.</param>
    /// <param name="jitter">Randomness of the waits; used under a lock; null for one seeded by the system.</param>
    /// <param name="handler">Sends the requests instead of a socket; disposed with the client.</param>
    /// <exception cref="ArgumentException">A setting is bad; the message names it.</exception>
    public CachedSchemaRegistryClient(
        SchemaRegistryOptions options,
        TimeProvider? time = null,
        Random? jitter = null,
        HttpMessageHandler? handler = null)
    {
        foreach (var (key, problem) in SchemaRegistryOptionsValidator.Validate(options))
            throw new ArgumentException($"SchemaRegistry:{key}: {problem}", nameof(options));

        var clock = time ?? TimeProvider.System;
        _api = new RegistryApi(new RegistryTransport(
            options,
            handler ?? RegistryHandler.Create(options),
            clock,
            jitter ?? new Random(RandomNumberGenerator.GetInt32(int.MaxValue))));
        _schemas = new LruCache<int, Schema>(options.MaxCachedSchemas);
        _ids = new LruCache<SubjectSchema, int>(options.MaxCachedSchemas);
        _unknownIds = new UnknownIds(options.MaxCachedSchemas, options.UnknownIdTime, clock);
    }

    /// <inheritdoc/>
    public Task<int> RegisterSchemaAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default)
    {
        var key = new SubjectSchema(subject, schema, normalize);
        return _ids.TryGet(key, out var id)
            ? Task.FromResult(id)
            : _registrations.RunAsync(key, RegisterAsync, _lifetime.Token, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> GetSchemaIdAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default)
    {
        if (_ids.TryGet(new SubjectSchema(subject, schema, normalize), out var id))
            return id;
        return (await LookupSchemaAsync(subject, schema, normalize, cancellationToken)).Id;
    }

    /// <inheritdoc/>
    public Task<RegisteredSchema> LookupSchemaAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default) =>
        _lookUps.RunAsync(
            new SubjectSchema(subject, schema, normalize), LookUpAsync, _lifetime.Token, cancellationToken);

    /// <inheritdoc/>
    public Task<Schema> GetSchemaAsync(int id, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        return _schemas.TryGet(id, out var schema)
            ? Task.FromResult(schema)
            : _fetches.RunAsync(id, FetchAsync, _lifetime.Token, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RegisteredSchema> GetRegisteredSchemaAsync(
        string subject, int version, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(version);
        return _api.GetVersionAsync(subject, version, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RegisteredSchema> GetLatestSchemaAsync(
        string subject, CancellationToken cancellationToken = default) =>
        _api.GetVersionAsync(subject, null, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> GetAllSubjectsAsync(CancellationToken cancellationToken = default) =>
        _api.GetSubjectsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<int>> GetSubjectVersionsAsync(
        string subject, CancellationToken cancellationToken = default) =>
        _api.GetVersionsAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> IsCompatibleAsync(
        string subject, Schema schema, CancellationToken cancellationToken = default) =>
        _api.IsCompatibleAsync(subject, schema, cancellationToken);

    /// <inheritdoc/>
    public Task<Compatibility> GetCompatibilityAsync(
        string? subject = null, CancellationToken cancellationToken = default) =>
        _api.GetCompatibilityAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public Task UpdateCompatibilityAsync(
        Compatibility compatibility, string? subject = null, CancellationToken cancellationToken = default) =>
        _api.SetCompatibilityAsync(compatibility, subject, cancellationToken);

    /// <summary>Ends what is in flight, as cancelled, and closes the connections.</summary>
    public void Dispose()
    {
        _lifetime.Cancel();
        _api.Dispose();
    }

    private async Task<int> RegisterAsync(SubjectSchema key, CancellationToken token)
    {
        // Somebody's flight may have landed between the first look and this one.
        if (_ids.TryGet(key, out var known))
            return known;
        var id = await _api.RegisterAsync(key.Subject, key.Schema, key.Normalize, token);
        Remember(key, id);
        return id;
    }

    private async Task<RegisteredSchema> LookUpAsync(SubjectSchema key, CancellationToken token)
    {
        var found = await _api.LookUpAsync(key.Subject, key.Schema, key.Normalize, token);
        Remember(key, found.Id);
        return found;
    }

    private async Task<Schema> FetchAsync(int id, CancellationToken token)
    {
        if (_schemas.TryGet(id, out var known))
            return known;
        _unknownIds.ThrowIfUnknown(id);
        try
        {
            var schema = await _api.GetSchemaAsync(id, token);
            _schemas.Set(id, schema);
            return schema;
        }
        catch (SchemaRegistryException failure) when (failure.Failure == SchemaRegistryFailure.NotFound)
        {
            var named = new SchemaRegistryException(
                failure.Failure,
                string.Create(CultureInfo.InvariantCulture, $"schema id {id} is unknown: {failure.Message}"),
                failure.ErrorCode,
                failure.Status,
                failure);
            _unknownIds.Add(id, named);
            throw named;
        }
    }

    private void Remember(SubjectSchema key, int id)
    {
        _ids.Set(key, id);
        _unknownIds.Remove(id);
    }

    private readonly record struct SubjectSchema(string Subject, Schema Schema, bool Normalize);
}
