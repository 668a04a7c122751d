namespace OrderPipeline.SchemaRegistry.Caching;

/// <summary>Lets callers who want the same thing at the same time share one request.</summary>
/// <remarks>
/// Thread-safe. A caller that gives up leaves the others their answer: the work runs with a token of its own and must
/// be bounded itself. The work has to store its result before it ends, or the next caller asks again.
/// </remarks>
internal sealed class SingleFlight<TKey, TValue>
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Task<TValue>> _flights = [];

    public Task<TValue> RunAsync(
        TKey key,
        Func<TKey, CancellationToken, Task<TValue>> work,
        CancellationToken lifetime,
        CancellationToken cancellationToken)
    {
        Task<TValue>? flight;
        TaskCompletionSource<TValue>? own = null;
        lock (_gate)
        {
            if (!_flights.TryGetValue(key, out flight))
            {
                own = new TaskCompletionSource<TValue>(TaskCreationOptions.RunContinuationsAsynchronously);
                flight = own.Task;
                _flights.Add(key, flight);
            }
        }

        if (own is not null)
            Start(key, work, own, lifetime);
        return flight.WaitAsync(cancellationToken);
    }

    /// <summary>Without the caller's context, whose thread may be blocked until the flight ends.</summary>
    private void Start(
        TKey key,
        Func<TKey, CancellationToken, Task<TValue>> work,
        TaskCompletionSource<TValue> own,
        CancellationToken lifetime)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _ = FlyAsync(key, work, own, lifetime);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private async Task FlyAsync(
        TKey key,
        Func<TKey, CancellationToken, Task<TValue>> work,
        TaskCompletionSource<TValue> own,
        CancellationToken lifetime)
    {
        try
        {
            var value = await work(key, lifetime);
            Leave(key);
            own.SetResult(value);
        }
        catch (OperationCanceledException)
        {
            Leave(key);
            own.SetCanceled(lifetime);
        }
        catch (Exception error)
        {
            Leave(key);
            own.SetException(error);

            // Seen here, since every caller may have given up meanwhile.
            _ = own.Task.Exception;
        }
    }

    private void Leave(TKey key)
    {
        lock (_gate)
            _flights.Remove(key);
    }
}
