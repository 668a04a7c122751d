using OrderPipeline.SchemaRegistry;

namespace DlqMonitor.Tests.Dialects;

/// <summary>A registry with schemas in memory, which can be away.</summary>
internal sealed class FakeRegistry : ISchemaRegistryClient
{
    public Dictionary<int, string> Schemas { get; } = [];

    public bool IsAway { get; set; }

    public int Asked { get; private set; }

    public Task<Schema> GetSchemaAsync(int id, CancellationToken cancellationToken = default)
    {
        Asked++;
        if (IsAway)
            throw new SchemaRegistryException(SchemaRegistryFailure.Unreachable, "the registry is away");
        return Schemas.TryGetValue(id, out var schema)
            ? Task.FromResult(new Schema(schema))
            : throw new SchemaRegistryException(SchemaRegistryFailure.NotFound, "no such schema");
    }

    public Task<int> RegisterSchemaAsync(
        string subject, Schema schema, bool normalize, CancellationToken cancellationToken) => throw NotReading();

    public Task<int> GetSchemaIdAsync(
        string subject, Schema schema, bool normalize, CancellationToken cancellationToken) => throw NotReading();

    public Task<RegisteredSchema> LookupSchemaAsync(
        string subject, Schema schema, bool normalize, CancellationToken cancellationToken) => throw NotReading();

    public Task<RegisteredSchema> GetRegisteredSchemaAsync(
        string subject, int version, CancellationToken cancellationToken) => throw NotReading();

    public Task<RegisteredSchema> GetLatestSchemaAsync(
        string subject, CancellationToken cancellationToken) => throw NotReading();

    public Task<IReadOnlyList<string>> GetAllSubjectsAsync(CancellationToken cancellationToken) => throw NotReading();

    public Task<IReadOnlyList<int>> GetSubjectVersionsAsync(
        string subject, CancellationToken cancellationToken) => throw NotReading();

    public Task<bool> IsCompatibleAsync(
        string subject, Schema schema, CancellationToken cancellationToken) => throw NotReading();

    public Task<Compatibility> GetCompatibilityAsync(
        string? subject, CancellationToken cancellationToken) => throw NotReading();

    public Task UpdateCompatibilityAsync(
        Compatibility compatibility, string? subject, CancellationToken cancellationToken) => throw NotReading();

    public void Dispose()
    {
    }

    private static InvalidOperationException NotReading() => new("reading dead letters fetches schemas and no more");
}
