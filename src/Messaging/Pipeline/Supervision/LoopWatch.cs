namespace OrderPipeline.Messaging.Pipeline.Supervision;

/// <summary>Notices that the pipeline's thread does not come back from a call, and ends the process.</summary>
/// <remarks>The transactional calls have a watch of their own. Others can hang as well: Confluent's <c>Seek</c> waits
/// without a bound, and so can leaving a group. Time is counted in ticks that this process saw, so that one that was
/// stopped for a while and goes on is not taken for stuck.</remarks>
internal sealed class LoopWatch : IDisposable
{
    /// <summary>Between two looks, and the unit of the bounds.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Action<string> _end;
    private readonly ITimer _timer;
    private string? _what;
    private int _ticksLeft;

    /// <param name="time">The clock.</param>
    /// <param name="end">Ends the process with a sentence; called on a thread of the pool.</param>
    public LoopWatch(TimeProvider time, Action<string> end)
    {
        _end = end;
        _timer = time.CreateTimer(_ => Look(), null, Tick, Tick);
    }

    /// <summary>From now on the thread is to come back within a number of ticks; costs two writes.</summary>
    /// <param name="what">What it does, as the subject of a sentence.</param>
    /// <param name="ticks">The bound, in ticks.</param>
    public void Expect(string what, int ticks)
    {
        Volatile.Write(ref _ticksLeft, ticks);
        Volatile.Write(ref _what, what);
    }

    /// <summary>The thread waits for nothing.</summary>
    public void Rest() => Volatile.Write(ref _what, null);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Volatile.Read(ref _what) is not { } what || Interlocked.Decrement(ref _ticksLeft) != 0) return;
        _end($"{what} has not come back: the client library hangs; start the program again");
    }
}
