using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.SchemaRegistry.Caching;

namespace OrderPipeline.SchemaRegistry.Plans;

/// <summary>The plans by which values of any schema in the registry are read as one reader's schema.</summary>
/// <remarks>
/// Thread-safe. A warm look-up takes no lock and allocates nothing. Plans are bounded in number; one that was
/// not used
/// lately makes room.
/// </remarks>
public sealed class ReaderPlans
{
    /// <summary>How many plans are kept unless another number is given.</summary>
    public const int DefaultCapacity = 1024;

    private readonly AvroSchema _reader;
    private readonly ISchemaRegistryClient _client;
    private readonly int _capacity;
    private readonly SingleFlight<int, ReaderPlan> _loads = new();
    private readonly Lock _gate = new();
    private readonly List<ReaderPlan> _plans = []; // under the gate
    private int _hand; // under the gate: where the search for a plan to drop goes on
    private PlanTable _table = new([]);

    /// <summary>Makes an empty set of plans; nothing is asked before <see cref="LoadAsync"/>.</summary>
    /// <param name="reader">The schema that values are wanted in.</param>
    /// <param name="client">Where the writers' schemas are; not disposed here.</param>
    /// <param name="capacity">How many plans to keep, from 1.</param>
    public ReaderPlans(AvroSchema reader, ISchemaRegistryClient client, int capacity = DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _reader = reader;
        _client = client;
        _capacity = capacity;
    }

    /// <summary>Finds a plan that is loaded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(int schemaId, [NotNullWhen(true)] out ReaderPlan? plan)
    {
        if (!Volatile.Read(ref _table).TryGet(schemaId, out plan))
            return false;

        // Written once only, so that threads do not fight for the cache line.
        if (!plan.IsUsed)
            plan.IsUsed = true;
        return true;
    }

    /// <summary>Gives the plan, fetching the writer's schema when it is new; callers for one id share it.</summary>
    /// <remarks>A schema that cannot be read as the reader's gives a plan that says why, no exception.</remarks>
    /// <exception cref="SchemaRegistryException">
    /// <see cref="SchemaRegistryFailure.NotFound"/> when the registry does not know the id (it may in a moment);
    /// anything with <see cref="SchemaRegistryException.IsAboutRegistry"/> when nothing can be said about it now.
    /// </exception>
    public Task<ReaderPlan> LoadAsync(int schemaId, CancellationToken cancellationToken = default) =>
        TryGet(schemaId, out var plan)
            ? Task.FromResult(plan)
            : _loads.RunAsync(schemaId, LoadNewAsync, CancellationToken.None, cancellationToken);

    private async Task<ReaderPlan> LoadNewAsync(int schemaId, CancellationToken cancellationToken)
    {
        // Somebody's flight may have landed between the first look and this one.
        if (TryGet(schemaId, out var known))
            return known;
        var plan = await MakeAsync(schemaId, cancellationToken);
        Add(plan);
        return plan;
    }

    private async Task<ReaderPlan> MakeAsync(int schemaId, CancellationToken cancellationToken)
    {
        var schema = await _client.GetSchemaAsync(schemaId, cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"schema id {schemaId}");
        return await PlanCompilation.CompileAsync(name, schemaId, schema, _reader, _client, cancellationToken);
    }

    private void Add(ReaderPlan plan)
    {
        lock (_gate)
        {
            if (_plans.Count < _capacity)
                _plans.Add(plan);
            else
                _plans[FindIdle()] = plan;
            Volatile.Write(ref _table, new PlanTable(_plans));
        }
    }

    // A second chance for every plan that was used since the hand came by last.
    private int FindIdle()
    {
        while (true)
        {
            var index = _hand;
            _hand = (_hand + 1) % _plans.Count;
            if (!_plans[index].IsUsed)
                return index;
            _plans[index].IsUsed = false;
        }
    }
}
