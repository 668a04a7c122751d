using System.Collections.Concurrent;
using System.Diagnostics;

namespace Benchmarks.Waiting;

/// <summary>Waits of one length that end a millisecond late at most; the runtime's timers are up to ten late.</summary>
/// <remarks>A thread ends them in the order of their beginning, and does on itself what waited, as the thread of a
/// client's answers would.</remarks>
internal sealed class FineWaits : IDisposable
{
    private const int LookMs = 1;

    private readonly BlockingCollection<(TaskCompletionSource End, long From)> _waits = [];
    private readonly ManualResetEventSlim _never = new(initialState: false, spinCount: 0);
    private readonly TimeSpan _length;
    private readonly Thread _thread;

    public FineWaits(TimeSpan length)
    {
        _length = length;
        _thread = new Thread(Run) { IsBackground = true, Name = "waits" };
        _thread.Start();
    }

    public Task Begin()
    {
        var end = new TaskCompletionSource();
        _waits.Add((end, Stopwatch.GetTimestamp()));
        return end.Task;
    }

    public void Dispose()
    {
        _waits.CompleteAdding();
        _thread.Join();
        _waits.Dispose();
        _never.Dispose();
    }

    private void Run()
    {
        foreach (var (end, from) in _waits.GetConsumingEnumerable())
        {
            while (Stopwatch.GetElapsedTime(from) < _length) _never.Wait(LookMs);
            end.SetResult();
        }
    }
}
