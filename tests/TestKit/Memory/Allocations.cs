namespace TestKit.Memory;

/// <summary>Measures what code allocates on the managed heap.</summary>
/// <remarks>
/// One measurement alone lies now and then: the runtime charges a thread for what it happens to set up on it
/// (a type's
/// statics at first use, the worker that compiles hot methods anew), and under load that comes at any time. What the
/// code itself allocates it allocates every time, so the least of several measurements is the code's own.
/// </remarks>
public static class Allocations
{
    private const int Measurements = 5;

    /// <summary>Bytes that one run of the code allocates on the calling thread.</summary>
    /// <param name="code">Deterministic; runs at least twice, and again while a run allocated anything.</param>
    public static long Of(Action code)
    {
        ArgumentNullException.ThrowIfNull(code);
        code();
        var least = long.MaxValue;
        for (var i = 0; i < Measurements && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            code();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
