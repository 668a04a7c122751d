using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>
/// Fetches writer schemas beside the pipeline: as long as it takes where the registry is away (SPEC 4).
/// </summary>
/// <remarks>
/// A registry that is down is no reason to dead-letter. An id that it does not know may be known in a moment:
/// it is given
/// up after 5 attempts over 30 seconds, and asked for again when <see cref="ForgetAfter"/> is over. Thread-safe.
/// </remarks>
internal sealed class WriterSchemaLoads(
    ReaderPlans plans, IPipelineObserver observer, TimeProvider time, CancellationToken stop)
{
    private const int UnknownAttempts = 5;
    private const int MaxUnknown = 10_000;
    private static readonly TimeSpan UnknownDelay = TimeSpan.FromSeconds(7.5);
    private static readonly TimeSpan UnreachableDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Task> _running = [];
    private readonly Dictionary<int, (string Reason, long Since)> _unknown = [];

    /// <summary>What is known of a schema that has no plan.</summary>
    /// <returns>Why it is given up, or the load to wait for.</returns>
    public (string? UnknownBecause, Task? Load) Of(int schemaId)
    {
        lock (_gate)
        {
            if (_unknown.TryGetValue(schemaId, out var unknown))
            {
                if (time.GetElapsedTime(unknown.Since) < ForgetAfter) return (unknown.Reason, null);
                _unknown.Remove(schemaId);
            }

            if (_running.TryGetValue(schemaId, out var running)) return (null, running);
            var load = Task.Run(() => LoadAsync(schemaId), CancellationToken.None);
            _running[schemaId] = load;
            return (null, load);
        }
    }

    /// <summary>Never fails: the record is read again when it ends, and then finds the plan or the reason.</summary>
    private async Task LoadAsync(int schemaId)
    {
        try
        {
            var unknown = 0;
            while (await TryLoadAsync(schemaId) is { } because)
            {
                if (++unknown >= UnknownAttempts)
                {
                    GiveUp(schemaId, because);
                    return;
                }

                observer.Delayed($"schema id {schemaId} is not known yet, attempt {unknown} of {UnknownAttempts}");
                await Task.Delay(UnknownDelay, time, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
        finally
        {
            lock (_gate) _running.Remove(schemaId);
        }
    }

    /// <returns>Null once the plan is there; else why not, where the registry does not know the schema.</returns>
    private async Task<string?> TryLoadAsync(int schemaId)
    {
        while (true)
        {
            try
            {
                await plans.LoadAsync(schemaId, stop);
                return null;
            }
            catch (SchemaRegistryException failure) when (failure.Failure == SchemaRegistryFailure.NotFound)
            {
                return WhatIsUnknown(schemaId, failure);
            }
            catch (SchemaRegistryException failure)
            {
                observer.Delayed($"orders of schema id {schemaId} have to wait: {failure.Message}");
                await Task.Delay(UnreachableDelay, time, stop);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Whatever it is, it is no word about the order: a load that failed would cost it.
                observer.Delayed(
                    $"orders of schema id {schemaId} have to wait: unexpected {failure.GetType().Name}");
                await Task.Delay(UnreachableDelay, time, stop);
            }
        }
    }

    /// <summary>The id itself, or a schema that its schema refers to.</summary>
    private static string WhatIsUnknown(int schemaId, SchemaRegistryException failure) =>
        failure.ErrorCode is SchemaRegistryException.SubjectNotFound or SchemaRegistryException.VersionNotFound
            ? failure.Message
            : $"the registry does not know schema id {schemaId}";

    private void GiveUp(int schemaId, string because)
    {
        lock (_gate)
        {
            if (_unknown.Count >= MaxUnknown) _unknown.Clear();
            _unknown[schemaId] = (because, time.GetTimestamp());
        }
    }
}
