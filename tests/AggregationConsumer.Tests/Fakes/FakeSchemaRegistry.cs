using System.Collections.Concurrent;
using OrderPipeline.SchemaRegistry;

namespace AggregationConsumer.Tests.Fakes;

/// <summary>A registry that knows schemas by id, or is away.</summary>
internal sealed class FakeSchemaRegistry : ISchemaRegistryClient
{
    private int _requests;

    public ConcurrentDictionary<int, string> Schemas { get; } = new();

    public bool IsAway { get; set; }

    public int Requests => Volatile.Read(ref _requests);

    public Task<Schema> GetSchemaAsync(int id, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _requests);
        if (IsAway) throw new SchemaRegistryException(
            SchemaRegistryFailure.Unreachable, "the registry does not answer");
        return Schemas.TryGetValue(id, out var text)
            ? Task.FromResult(new Schema(text))
            : throw new SchemaRegistryException(
                SchemaRegistryFailure.NotFound, "no such schema", SchemaRegistryException.SchemaNotFound);
    }

    public Task<int> RegisterSchemaAsync(
        string subject, Schema schema, bool normalize, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<int> GetSchemaIdAsync(
        string subject, Schema schema, bool normalize, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<RegisteredSchema> LookupSchemaAsync(
        string subject, Schema schema, bool normalize, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<RegisteredSchema> GetRegisteredSchemaAsync(
        string subject, int version, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<RegisteredSchema> GetLatestSchemaAsync(string subject, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> GetAllSubjectsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<int>> GetSubjectVersionsAsync(string subject, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> IsCompatibleAsync(string subject, Schema schema, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Compatibility> GetCompatibilityAsync(string? subject, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task UpdateCompatibilityAsync(
        Compatibility compatibility, string? subject, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void Dispose()
    {
    }
}
