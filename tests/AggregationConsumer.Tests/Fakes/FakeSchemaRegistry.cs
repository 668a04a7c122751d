using System.Collections.Concurrent;
using OrderPipeline.SchemaRegistry;
using TestKit.Registries;

namespace AggregationConsumer.Tests.Fakes;

/// <summary>A registry that knows schemas by id, or is away.</summary>
internal sealed class FakeSchemaRegistry : SchemaRegistryDouble
{
    private int _requests;

    public ConcurrentDictionary<int, string> Schemas { get; } = new();

    public bool IsAway { get; set; }

    /// <summary>Thrown by every call while it is set.</summary>
    public Exception? Fails { get; set; }

    public int Requests => Volatile.Read(ref _requests);

    public override Task<Schema> GetSchemaAsync(int id, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _requests);
        if (Fails is { } failure) throw failure;
        if (IsAway) throw new SchemaRegistryException(
            SchemaRegistryFailure.Unreachable, "the registry does not answer");
        return Schemas.TryGetValue(id, out var text)
            ? Task.FromResult(new Schema(text))
            : throw new SchemaRegistryException(
                SchemaRegistryFailure.NotFound, "no such schema", SchemaRegistryException.SchemaNotFound);
    }
}
