namespace Avro.Fuzz.Targets;

/// <summary>What code may allocate.</summary>
internal static class Memory
{
    /// <summary>The runtime charges a thread for work of its own at times; code does its own every time.</summary>
    private const int Measurements = 6;

    /// <summary>A failure's path grows level by level to 256 characters.</summary>
    internal const int MostForPath = 40 * 1024;

    /// <summary>Runs the code, again while it allocates more than it may.</summary>
    internal static void Limit(long most, string what, Action code)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Measurements && least > most; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            code();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        FindingException.Unless(least <= most, $"{what} allocates {least} bytes, at most {most} are allowed");
    }
}
