using System.Diagnostics.CodeAnalysis;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.SchemaRegistry.Caching;
using OrderPipeline.SchemaRegistry.Http;

namespace OrderPipeline.SchemaRegistry.Plans;

/// <summary>Plans by GUID, for records that name their schema in a header.</summary>
/// <remarks>Thread-safe. The schema of the record before is found without a lock; bounded like
/// <see cref="ReaderPlans"/>.</remarks>
internal sealed class GuidPlans(AvroSchema reader, ISchemaRegistryClient client, int capacity)
{
    private readonly LruCache<Guid, ReaderPlan> _plans = new(capacity);
    private readonly SingleFlight<Guid, ReaderPlan> _loads = new();
    private Entry? _last; // replaced as a whole, by any thread

    public bool TryGet(Guid guid, [NotNullWhen(true)] out ReaderPlan? plan)
    {
        var last = Volatile.Read(ref _last);
        if (last is not null && last.Guid == guid)
        {
            plan = last.Plan;
            return true;
        }

        if (!_plans.TryGet(guid, out plan))
            return false;
        Volatile.Write(ref _last, new Entry(guid, plan));
        return true;
    }

    /// <exception cref="SchemaRegistryException">The schema cannot be had.</exception>
    public Task<ReaderPlan> LoadAsync(Guid guid, CancellationToken cancellationToken) =>
        TryGet(guid, out var plan)
            ? Task.FromResult(plan)
            : _loads.RunAsync(guid, LoadNewAsync, CancellationToken.None, cancellationToken);

    private async Task<ReaderPlan> LoadNewAsync(Guid guid, CancellationToken cancellationToken)
    {
        if (_plans.TryGet(guid, out var known))
            return known;
        var schema = await client.GetSchemaByGuidAsync(guid, null, cancellationToken);
        var name = new SchemaKey(0, guid).ToString();
        var plan = await PlanCompilation.CompileAsync(name, 0, schema, reader, client, cancellationToken);
        _plans.Set(guid, plan);
        return plan;
    }

    private sealed record Entry(Guid Guid, ReaderPlan Plan);
}
