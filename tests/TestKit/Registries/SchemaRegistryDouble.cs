using OrderPipeline.SchemaRegistry;

namespace TestKit.Registries;

/// <summary>A registry's client of which a test overrides what it needs; the rest is not to be called.</summary>
public abstract class SchemaRegistryDouble : ISchemaRegistryClient
{
    public virtual Task<int> RegisterSchemaAsync(
        string subject,
        Schema schema,
        bool normalize = false,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<RegisteredSchema> RegisterSchemaWithResponseAsync(
        string subject,
        Schema schema,
        bool normalize = false,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task ImportSchemaAsync(
        RegisteredSchema schema, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<int> GetSchemaIdAsync(
        string subject,
        Schema schema,
        bool normalize = false,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<RegisteredSchema> LookupSchemaAsync(
        string subject,
        Schema schema,
        bool ignoreDeletedSchemas = true,
        bool normalize = false,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<Schema> GetSchemaAsync(
        int id, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<Schema> GetSchemaAsync(
        int id, string? format, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<Schema> GetSchemaBySubjectAndIdAsync(
        string? subject,
        int id,
        string? format = null,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<Schema> GetSchemaByGuidAsync(
        Guid guid, string? format = null, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<IReadOnlyList<string>> GetSchemaSubjectsAsync(
        int id, bool includeDeleted = false, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<IReadOnlyList<SubjectVersion>> GetSchemaVersionsAsync(
        int id, bool includeDeleted = false, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<IReadOnlyList<string>> GetSchemaTypesAsync(
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<RegisteredSchema> GetRegisteredSchemaAsync(
        string subject, int version, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<RegisteredSchema> GetRegisteredSchemaAsync(
        string subject,
        int version,
        bool ignoreDeletedSchemas,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<RegisteredSchema> GetLatestSchemaAsync(
        string subject, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<IReadOnlyList<int>> GetReferencingSchemasAsync(
        string subject, int version, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<IReadOnlyList<string>> GetAllSubjectsAsync(
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<IReadOnlyList<string>> GetSubjectsAsync(
        string? subjectPrefix,
        bool includeDeleted = false,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<IReadOnlyList<int>> GetSubjectVersionsAsync(
        string subject, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<IReadOnlyList<int>> GetSubjectVersionsAsync(
        string subject, bool includeDeleted, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<IReadOnlyList<string>> GetContextsAsync(
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<int> DeleteSchemaVersionAsync(
        string subject,
        int version,
        bool permanent = false,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<IReadOnlyList<int>> DeleteSubjectAsync(
        string subject, bool permanent = false, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<bool> IsCompatibleAsync(
        string subject, Schema schema, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<CompatibilityResult> TestCompatibilityAsync(
        string subject,
        Schema schema,
        int? version = null,
        bool normalize = false,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<CompatibilityResult> TestCompatibilityWithSubjectAsync(
        string subject,
        Schema schema,
        bool normalize = false,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<Compatibility> GetCompatibilityAsync(
        string? subject = null, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<Compatibility> UpdateCompatibilityAsync(
        Compatibility compatibility,
        string? subject = null,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<ServerConfig> GetConfigAsync(
        string? subject = null,
        bool defaultToGlobal = true,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task UpdateConfigAsync(
        ServerConfig config,
        string? subject = null,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task DeleteConfigAsync(
        string? subject = null, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task<RegistryMode> GetModeAsync(
        string? subject = null,
        bool defaultToGlobal = true,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task UpdateModeAsync(
        RegistryMode mode,
        string? subject = null,
        bool force = false,
        CancellationToken cancellationToken = default) => throw NotHere();

    public virtual Task DeleteModeAsync(
        string subject, CancellationToken cancellationToken = default) => throw NotHere();

    public virtual void ClearCaches() => throw NotHere();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private static NotSupportedException NotHere() => new("this test double does not do that");
}
