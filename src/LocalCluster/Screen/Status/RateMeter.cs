namespace OrderPipeline.LocalCluster.Screen.Status;

/// <summary>Records per second of one topic over the last seconds.</summary>
/// <remarks>Not thread-safe. Keeps as many samples as are taken within its window.</remarks>
internal sealed class RateMeter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private readonly Queue<(long At, long Written)> _samples = new();

    /// <summary>Takes the count as it is now and gives the rate since the oldest sample of the window.</summary>
    public double Add(long written)
    {
        var now = time.GetTimestamp();
        _samples.Enqueue((now, written));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At, now) > Window)
            _samples.Dequeue();
        var (at, first) = _samples.Peek();
        var elapsed = time.GetElapsedTime(at, now);
        return elapsed > TimeSpan.Zero ? Math.Max(0, written - first) / elapsed.TotalSeconds : 0;
    }
}
