namespace OrderPipeline.Messaging.Output;

/// <summary>
/// Lines for standard output, written by a thread of their own so that a slow terminal never holds the
/// pipeline.
/// </summary>
/// <remarks>Thread-safe. The queue is limited: what does not fit is left out and counted, and the count is
/// printed.</remarks>
public sealed class ConsoleLines : IDisposable
{
    private static readonly TimeSpan LongestReportWait = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly Queue<string> _queue = new();
    private readonly TextWriter _output;
    private readonly int _capacity;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _closed = new();
    private readonly Thread _writer;
    private long _leftOut;
    private long _leftOutInAll;
    private bool _writing;
    private bool _ended;

    /// <summary>Starts the writer's thread.</summary>
    /// <param name="output">Where the lines go; owned and disposed by this object's thread's end, never
    /// shared.</param>
    /// <param name="clock">Measures the bounds of waits.</param>
    /// <param name="capacity">Lines that may wait, 1 or more.</param>
    public ConsoleLines(TextWriter output, TimeProvider clock, int capacity = 8_192)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_output, _clock, _capacity) = (output, clock, capacity);
        _writer = new Thread(WriteLoop) { IsBackground = true, Name = "console" };
        _writer.Start();
    }

    /// <summary>
    /// Cancelled when whoever read the output has gone (<c>… | head</c>): the program ends quietly.
    /// </summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Lines that found the queue full, since the start.</summary>
    public long LeftOut => Interlocked.Read(ref _leftOutInAll);

    /// <summary>Puts a line into the queue and never waits.</summary>
    /// <returns>False where the queue is full and the line is left out.</returns>
    public bool TryWrite(string line)
    {
        lock (_gate)
        {
            if (_queue.Count >= _capacity || _ended)
            {
                _leftOut++;
                Interlocked.Increment(ref _leftOutInAll);
                return false;
            }
            _queue.Enqueue(line);
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>
    /// Puts a line of a report into the queue and waits for room, a minute at most: a report has no gaps.
    /// </summary>
    /// <remarks>Never call it from a thread that owns a consumer or a producer.</remarks>
    public void WriteReport(string line)
    {
        lock (_gate)
        {
            if (WaitUntil(() => _queue.Count < _capacity, LongestReportWait) && !_ended)
                _queue.Enqueue(line);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until all that was put in is written, or the time is up.</summary>
    /// <returns>True where everything is written.</returns>
    public bool Flush(TimeSpan within)
    {
        lock (_gate)
            return WaitUntil(() => _queue.Count == 0 && _leftOut == 0 && !_writing, within);
    }

    /// <summary>Writes what waits, two seconds at most, and ends the thread.</summary>
    public void Dispose()
    {
        Flush(TimeSpan.FromSeconds(2));
        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }
        if (!_writer.Join(TimeSpan.FromMilliseconds(200)))
            return;
        try
        {
            _output.Dispose();
        }
        catch (IOException)
        {
            // What it still held has nobody to read it.
        }
    }

    /// <summary>Waits under the gate; an ended output counts as done, for nothing will change any more.</summary>
    private bool WaitUntil(Func<bool> condition, TimeSpan within)
    {
        var start = _clock.GetTimestamp();
        while (!condition() && !_ended)
        {
            var left = within - _clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left))
                return condition();
        }
        return true;
    }

    private void WriteLoop()
    {
        var batch = new List<string>();
        try
        {
            while (Take(batch) is { } leftOut)
            {
                foreach (var line in batch)
                    _output.WriteLine(line);
                if (leftOut > 0)
                    _output.WriteLine($"  … {Counted.Of(leftOut, "line")} left out: the output is too slow");
                _output.Flush();
            }
        }
        catch (Exception failure) when (
            failure is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            lock (_gate)
            {
                _ended = true;
                _queue.Clear();
                _leftOut = 0;
            }
            _closed.Cancel();
        }
        finally
        {
            lock (_gate)
            {
                _writing = false;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Takes all that waits; null at the end.</summary>
    private long? Take(List<string> batch)
    {
        batch.Clear();
        lock (_gate)
        {
            _writing = false;
            Monitor.PulseAll(_gate);
            while (_queue.Count == 0 && _leftOut == 0)
            {
                if (_ended)
                    return null;
                Monitor.Wait(_gate);
            }
            batch.AddRange(_queue);
            _queue.Clear();
            var leftOut = _leftOut;
            _leftOut = 0;
            _writing = true;
            Monitor.PulseAll(_gate);
            return leftOut;
        }
    }
}
