using System.Globalization;

namespace OrderPipeline.Avro;

/// <summary>Nanoseconds since 1970 as .NET's ticks of 100 ns since the year 1, and back.</summary>
internal static class NanosecondClock
{
    private const long NanosecondsPerTick = 100;
    private const long MostTicks = long.MaxValue / NanosecondsPerTick;

    internal static long FromTicks(long ticks, string argument)
    {
        var sinceEpoch = ticks - DateTime.UnixEpoch.Ticks;
        if (sinceEpoch is < -MostTicks or > MostTicks)
            throw new ArgumentOutOfRangeException(argument, "Nanoseconds hold 1677-09-21 to 2262-04-11 only.");
        return sinceEpoch * NanosecondsPerTick;
    }

    internal static long ToTicks(long nanoseconds) =>
        DateTime.UnixEpoch.Ticks + Floor(nanoseconds);

    internal static string Text(long nanoseconds)
    {
        var below = nanoseconds - (Floor(nanoseconds) * NanosecondsPerTick);
        var time = new DateTime(ToTicks(nanoseconds), DateTimeKind.Unspecified);
        return string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-ddTHH:mm:ss.fffffff}{below:00}");
    }

    /// <summary>Whole ticks, towards the past: a division alone would round towards 1970.</summary>
    private static long Floor(long nanoseconds)
    {
        var (ticks, below) = Math.DivRem(nanoseconds, NanosecondsPerTick);
        return below < 0 ? ticks - 1 : ticks;
    }
}
