using OrderPipeline.SchemaRegistry;
using TestKit.Registries;

namespace DlqMonitor.Tests.Dialects;

/// <summary>A registry with schemas in memory, which can be away.</summary>
internal sealed class FakeRegistry : SchemaRegistryDouble
{
    public Dictionary<int, string> Schemas { get; } = [];

    public bool IsAway { get; set; }

    public int Asked { get; private set; }

    public override Task<Schema> GetSchemaAsync(int id, CancellationToken cancellationToken = default)
    {
        Asked++;
        if (IsAway)
            throw new SchemaRegistryException(SchemaRegistryFailure.Unreachable, "the registry is away");
        return Schemas.TryGetValue(id, out var schema)
            ? Task.FromResult(new Schema(schema))
            : throw new SchemaRegistryException(SchemaRegistryFailure.NotFound, "no such schema");
    }
}
