using System.Globalization;
using System.Security.Cryptography;
using OrderPipeline.SchemaRegistry.Authentication;
using OrderPipeline.SchemaRegistry.Caching;
using OrderPipeline.SchemaRegistry.Http;

namespace OrderPipeline.SchemaRegistry;

/// <summary>Talks to a Confluent-compatible Schema Registry and remembers what cannot change there.</summary>
/// <remarks>
/// Thread-safe. Requests for the same id, or for the same schema under the same subject, share one flight. What is
/// cached is bounded; the least recently used entry makes room. A repeated deletion whose first answer was lost can
/// fail as "deleted already".
/// </remarks>
public sealed class CachedSchemaRegistryClient : ISchemaRegistryClient
{
    private readonly RegistryCalls _calls;
    private readonly SchemaApi _schemaApi;
    private readonly SubjectApi _subjectApi;
    private readonly SettingApi _settingApi;
    private readonly SchemaCache _schemas;
    private readonly SubjectCache _subjects;
    private readonly CancellationTokenSource _lifetime = new();

    /// <summary>Makes a client; nothing is sent before the first call.</summary>
    /// <param name="options">Settings that pass <see cref="SchemaRegistryOptionsValidator"/>.</param>
    /// <param name="time">Clock of time-outs, waits and the memory of unknown ids; null for the system's.</param>
    /// <param name="jitter">Randomness of the waits; used under a lock; null for one seeded by the system.</param>
    /// <param name="handler">Sends the requests instead of a socket; disposed with the client.</param>
    /// <param name="authentication">Credentials of each request, instead of those in the settings.</param>
    /// <exception cref="ArgumentException">A setting is bad; the message names it.</exception>
    public CachedSchemaRegistryClient(
        SchemaRegistryOptions options,
        TimeProvider? time = null,
        Random? jitter = null,
        HttpMessageHandler? handler = null,
        IAuthenticationHeaderValueProvider? authentication = null)
    {
        foreach (var (key, problem) in SchemaRegistryOptionsValidator.Validate(options))
            throw new ArgumentException($"SchemaRegistry:{key}: {problem}", nameof(options));

        var clock = time ?? TimeProvider.System;
        _calls = new RegistryCalls(new RegistryTransport(
            options,
            handler ?? RegistryHandler.Create(options),
            authentication,
            clock,
            jitter ?? new Random(RandomNumberGenerator.GetInt32(int.MaxValue))));
        _schemaApi = new SchemaApi(_calls);
        _subjectApi = new SubjectApi(_calls);
        _settingApi = new SettingApi(_calls);
        _schemas = new SchemaCache(_schemaApi, options, clock);
        _subjects = new SubjectCache(_subjectApi, options);
    }

    /// <summary>Makes a client from Confluent's property names, see <see cref="SchemaRegistryConfig"/>.</summary>
    /// <param name="config">Names and values; those that do not begin with <c>schema.registry.</c> are left
    /// alone.</param>
    /// <param name="authentication">Credentials of each request, instead of those in the settings.</param>
    /// <exception cref="ArgumentException">A property is unknown or bad; the message names it.</exception>
    public CachedSchemaRegistryClient(
        IEnumerable<KeyValuePair<string, string>> config, IAuthenticationHeaderValueProvider? authentication = null)
        : this(SchemaRegistryConfig.ToOptions(config), authentication: authentication)
    {
    }

    /// <summary>How many schemas are in memory now.</summary>
    internal int CachedSchemas => _schemas.Count;

    /// <inheritdoc/>
    public async Task<int> RegisterSchemaAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default)
    {
        var id = await _subjects.RegisterAsync(subject, schema, normalize, _lifetime.Token, cancellationToken);
        _schemas.IsKnown(id);
        return id;
    }

    /// <inheritdoc/>
    public async Task<RegisteredSchema> RegisterSchemaWithResponseAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default)
    {
        var body = await _subjectApi.RegisterAsync(subject, BodyTexts.Write(schema), normalize, cancellationToken);
        _subjects.Remember(subject, schema, normalize, body.Id);
        _schemas.IsKnown(body.Id);
        return body.Version is { } version
            ? new RegisteredSchema(subject, version, body.Id, schema) { Guid = BodyTexts.ReadGuid(body.Guid) }
            : await LookupSchemaAsync(subject, schema, true, normalize, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ImportSchemaAsync(RegisteredSchema schema, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var body = BodyTexts.Write(schema.Schema, schema.Id, schema.Version);
        var registered = await _subjectApi.RegisterAsync(schema.Subject, body, normalize: false, cancellationToken);
        _schemas.IsKnown(registered.Id);
        if (registered.Id != schema.Id)
            throw _calls.Odd($"imported schema id {schema.Id} as {registered.Id}");
    }

    /// <inheritdoc/>
    public async Task<int> GetSchemaIdAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default) =>
        _subjects.TryGetId(subject, schema, normalize, out var id)
            ? id
            : (await LookupSchemaAsync(subject, schema, true, normalize, cancellationToken)).Id;

    /// <inheritdoc/>
    public async Task<RegisteredSchema> LookupSchemaAsync(
        string subject,
        Schema schema,
        bool ignoreDeletedSchemas = true,
        bool normalize = false,
        CancellationToken cancellationToken = default)
    {
        var found = await _subjects.LookUpAsync(
            subject, schema, normalize, !ignoreDeletedSchemas, _lifetime.Token, cancellationToken);
        _schemas.IsKnown(found.Id);
        return found;
    }

    /// <inheritdoc/>
    public Task<Schema> GetSchemaAsync(int id, CancellationToken cancellationToken = default) =>
        GetSchemaBySubjectAndIdAsync(null, id, null, cancellationToken);

    /// <inheritdoc/>
    public Task<Schema> GetSchemaAsync(int id, string? format, CancellationToken cancellationToken = default) =>
        GetSchemaBySubjectAndIdAsync(null, id, format, cancellationToken);

    /// <inheritdoc/>
    public Task<Schema> GetSchemaBySubjectAndIdAsync(
        string? subject, int id, string? format = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        return _schemas.GetAsync(new SchemaKey(id, null, subject, format), _lifetime.Token, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Schema> GetSchemaByGuidAsync(
        Guid guid, string? format = null, CancellationToken cancellationToken = default) =>
        _schemas.GetAsync(new SchemaKey(0, guid, null, format), _lifetime.Token, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> GetSchemaSubjectsAsync(
        int id, bool includeDeleted = false, CancellationToken cancellationToken = default) =>
        _schemaApi.GetSubjectsAsync(id, includeDeleted, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SubjectVersion>> GetSchemaVersionsAsync(
        int id, bool includeDeleted = false, CancellationToken cancellationToken = default) =>
        _schemaApi.GetVersionsAsync(id, includeDeleted, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> GetSchemaTypesAsync(CancellationToken cancellationToken = default) =>
        _schemaApi.GetTypesAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<RegisteredSchema> GetRegisteredSchemaAsync(
        string subject, int version, CancellationToken cancellationToken = default) =>
        GetRegisteredSchemaAsync(subject, version, true, cancellationToken);

    /// <inheritdoc/>
    public Task<RegisteredSchema> GetRegisteredSchemaAsync(
        string subject, int version, bool ignoreDeletedSchemas, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(version);
        return _subjects.GetVersionAsync(subject, version, !ignoreDeletedSchemas, _lifetime.Token, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RegisteredSchema> GetLatestSchemaAsync(
        string subject, CancellationToken cancellationToken = default) =>
        _subjectApi.GetVersionAsync(subject, null, false, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<int>> GetReferencingSchemasAsync(
        string subject, int version, CancellationToken cancellationToken = default) =>
        _subjectApi.GetReferencingAsync(subject, version, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> GetAllSubjectsAsync(CancellationToken cancellationToken = default) =>
        _subjectApi.GetSubjectsAsync(null, false, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> GetSubjectsAsync(
        string? subjectPrefix, bool includeDeleted = false, CancellationToken cancellationToken = default) =>
        _subjectApi.GetSubjectsAsync(subjectPrefix, includeDeleted, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<int>> GetSubjectVersionsAsync(
        string subject, CancellationToken cancellationToken = default) =>
        _subjectApi.GetVersionsAsync(subject, false, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<int>> GetSubjectVersionsAsync(
        string subject, bool includeDeleted, CancellationToken cancellationToken = default) =>
        _subjectApi.GetVersionsAsync(subject, includeDeleted, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> GetContextsAsync(CancellationToken cancellationToken = default) =>
        _subjectApi.GetContextsAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<int> DeleteSchemaVersionAsync(
        string subject, int version, bool permanent = false, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(version);
        try
        {
            return await _subjectApi.DeleteVersionAsync(subject, version, permanent, cancellationToken);
        }
        finally
        {
            // Also where it failed: the registry may have deleted it, and its answer got lost.
            _subjects.Forget(subject);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<int>> DeleteSubjectAsync(
        string subject, bool permanent = false, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _subjectApi.DeleteSubjectAsync(subject, permanent, cancellationToken);
        }
        finally
        {
            _subjects.Forget(subject);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> IsCompatibleAsync(
        string subject, Schema schema, CancellationToken cancellationToken = default) =>
        (await TestCompatibilityAsync(subject, schema, null, false, cancellationToken)).IsCompatible;

    /// <inheritdoc/>
    public Task<CompatibilityResult> TestCompatibilityAsync(
        string subject,
        Schema schema,
        int? version = null,
        bool normalize = false,
        CancellationToken cancellationToken = default)
    {
        var name = version?.ToString(CultureInfo.InvariantCulture) ?? "latest";
        return _subjectApi.TestAsync(subject, $"versions/{name}", schema, normalize, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<CompatibilityResult> TestCompatibilityWithSubjectAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default) =>
        _subjectApi.TestAsync(subject, "versions", schema, normalize, cancellationToken);

    /// <inheritdoc/>
    public Task<Compatibility> GetCompatibilityAsync(
        string? subject = null, CancellationToken cancellationToken = default) =>
        _settingApi.GetCompatibilityAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public async Task<Compatibility> UpdateCompatibilityAsync(
        Compatibility compatibility, string? subject = null, CancellationToken cancellationToken = default)
    {
        await _settingApi.SetConfigAsync(
            new ServerConfig { Compatibility = compatibility }, subject, cancellationToken);
        return compatibility;
    }

    /// <inheritdoc/>
    public Task<ServerConfig> GetConfigAsync(
        string? subject = null, bool defaultToGlobal = true, CancellationToken cancellationToken = default) =>
        _settingApi.GetConfigAsync(subject, defaultToGlobal, cancellationToken);

    /// <inheritdoc/>
    public Task UpdateConfigAsync(
        ServerConfig config, string? subject = null, CancellationToken cancellationToken = default) =>
        _settingApi.SetConfigAsync(config, subject, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteConfigAsync(string? subject = null, CancellationToken cancellationToken = default) =>
        _settingApi.DeleteConfigAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public Task<RegistryMode> GetModeAsync(
        string? subject = null, bool defaultToGlobal = true, CancellationToken cancellationToken = default) =>
        _settingApi.GetModeAsync(subject, defaultToGlobal, cancellationToken);

    /// <inheritdoc/>
    public Task UpdateModeAsync(
        RegistryMode mode, string? subject = null, bool force = false, CancellationToken cancellationToken = default) =>
        _settingApi.SetModeAsync(mode, subject, force, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteModeAsync(string subject, CancellationToken cancellationToken = default) =>
        _settingApi.DeleteModeAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public void ClearCaches()
    {
        _schemas.Clear();
        _subjects.Clear();
    }

    /// <summary>Ends what is in flight, as cancelled, and closes the connections.</summary>
    public void Dispose()
    {
        _lifetime.Cancel();
        _calls.Dispose();
    }
}
