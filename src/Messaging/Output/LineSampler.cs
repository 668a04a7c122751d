namespace OrderPipeline.Messaging.Output;

/// <summary>Lets a limited number of lines a second through and counts the rest (SPEC 3 and 4).</summary>
/// <remarks>Thread-safe. Asking costs a clock reading, so that a line left out need not be formatted.</remarks>
/// <param name="clock">Measures the seconds.</param>
/// <param name="linesPerSecond">Lines let through in each second, 1 or more.</param>
public sealed class LineSampler(TimeProvider clock, int linesPerSecond = 50)
{
    private readonly Lock _lock = new();
    private long _second = long.MinValue;
    private int _taken;
    private long _leftOut;

    /// <summary>Asks for one line: true where it may be printed.</summary>
    public bool TryTake() => Take(1) == 1;

    /// <summary>Asks for many lines at once, so that a batch costs one call.</summary>
    /// <param name="wanted">How many lines there are to print.</param>
    /// <returns>How many of them, the first ones, may be printed; the others are counted as left out.</returns>
    public int Take(int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        var second = clock.GetTimestamp() / clock.TimestampFrequency;
        lock (_lock)
        {
            if (second != _second)
                (_second, _taken) = (second, 0);
            var allowed = Math.Min(wanted, linesPerSecond - _taken);
            _taken += allowed;
            _leftOut += wanted - allowed;
            return allowed;
        }
    }

    /// <summary>Counts lines that were never written as left out.</summary>
    /// <param name="lines">How many, 0 or more.</param>
    public void LeaveOut(long lines)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lines);
        lock (_lock) _leftOut += lines;
    }

    /// <summary>
    /// How many lines were left out since the last call, to be said once in a while and at the end.
    /// </summary>
    public long TakeLeftOut()
    {
        lock (_lock)
        {
            var leftOut = _leftOut;
            _leftOut = 0;
            return leftOut;
        }
    }
}
