using System.Diagnostics;

namespace Benchmarks.Measuring;

/// <summary>Reads clock, processor time, allocations and collections around a stretch of work.</summary>
internal sealed class Meter
{
    private readonly int _gen2;
    private readonly long _bytes;
    private readonly TimeSpan _cpu;
    private readonly long _from;

    private Meter()
    {
        _gen2 = GC.CollectionCount(2);
        _bytes = GC.GetTotalAllocatedBytes(precise: true);
        _cpu = Environment.CpuUsage.TotalTime;
        _from = Stopwatch.GetTimestamp();
    }

    /// <summary>Begins now; what earlier work left to collect is collected before.</summary>
    public static Meter Start()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return new Meter();
    }

    /// <summary>Begins now, in the midst of the work, without collecting.</summary>
    public static Meter StartRunning() => new();

    /// <summary>Ends the stretch.</summary>
    public Sample Stop(long records)
    {
        var elapsed = Stopwatch.GetElapsedTime(_from);
        return new Sample(
            records,
            elapsed,
            Environment.CpuUsage.TotalTime - _cpu,
            GC.GetTotalAllocatedBytes(precise: true) - _bytes,
            GC.CollectionCount(2) - _gen2);
    }
}
