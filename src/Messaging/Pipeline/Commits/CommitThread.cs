namespace OrderPipeline.Messaging.Pipeline.Commits;

/// <summary>Makes the calls on a thread of its own, so that records are handled meanwhile.</summary>
/// <remarks>One owner starts and waits. Nothing is allocated for a call.</remarks>
internal sealed class CommitThread : ICommitCalls
{
    private readonly object _gate = new();
    private Action? _calls;
    private bool _isEnding;

    public CommitThread() => new Thread(Run) { IsBackground = true, Name = "commits" }.Start();

    public bool AreRunning => Volatile.Read(ref _calls) is not null;

    public void Start(Action calls)
    {
        lock (_gate)
        {
            if (_calls is not null || _isEnding) throw new InvalidOperationException("calls are running, or ended");
            _calls = calls;
            Monitor.PulseAll(_gate);
        }
    }

    public bool Wait(TimeSpan longest)
    {
        if (!AreRunning) return true;
        lock (_gate)
        {
            if (longest != Timeout.InfiniteTimeSpan)
            {
                if (_calls is not null) Monitor.Wait(_gate, longest);
                return _calls is null;
            }

            // The calls bound themselves.
            while (_calls is not null) Monitor.Wait(_gate);
            return true;
        }
    }

    /// <summary>Waits for what runs, and ends the thread.</summary>
    public void Dispose()
    {
        Wait(Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            _isEnding = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Run()
    {
        while (Next() is { } calls)
        {
            calls();
            lock (_gate)
            {
                _calls = null;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private Action? Next()
    {
        lock (_gate)
        {
            while (_calls is null && !_isEnding) Monitor.Wait(_gate);
            return _calls;
        }
    }
}
