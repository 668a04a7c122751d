using System.Collections.Concurrent;

namespace OrderPipeline.Messaging.Pipeline.Retries;

/// <summary>Runs work in the order of its arrival, so many pieces at a time and no more.</summary>
/// <remarks>Whoever adds starts a piece where there is room; whoever ends one starts the next, on its own thread.
/// The work itself never fails.</remarks>
/// <param name="limit">Pieces that may run at a time.</param>
/// <param name="run">Starts a piece; its task ends with it.</param>
internal sealed class SideGate<TWork>(int limit, Func<TWork, Task> run)
{
    private readonly ConcurrentQueue<TWork> _queued = new();
    private int _running;

    /// <summary>Starts the work now, or once there is room.</summary>
    public void Add(TWork work)
    {
        _queued.Enqueue(work);
        // Between this and the look at what runs: whoever leaves meanwhile sees the work, or we see that it left.
        Interlocked.MemoryBarrier();
        Pump();
    }

    /// <summary>A loop where the work ends at once, else each end would stand on the stack of the one before.</summary>
    private void Pump()
    {
        while (!_queued.IsEmpty && TryEnter())
        {
            if (!_queued.TryDequeue(out var work))
            {
                Leave();
                continue;
            }

            var running = run(work);
            if (running.IsCompleted) Leave();
            else running.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(EndOne);
        }
    }

    private void EndOne()
    {
        Leave();
        Pump();
    }

    private bool TryEnter()
    {
        var running = Volatile.Read(ref _running);
        while (running < limit)
        {
            var found = Interlocked.CompareExchange(ref _running, running + 1, running);
            if (found == running) return true;
            running = found;
        }

        return false;
    }

    private void Leave() => Interlocked.Decrement(ref _running);
}
