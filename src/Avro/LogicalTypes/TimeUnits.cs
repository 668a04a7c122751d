namespace OrderPipeline.Avro;

/// <summary>What .NET's calendar counts from the year 1, Avro's from 1970.</summary>
internal static class TimeUnits
{
    /// <summary>Days from 0001-01-01 to 1970-01-01.</summary>
    internal const int EpochDay = 719_162;

    /// <summary>Whole units since 1970 of ticks since the year 1, towards the past.</summary>
    internal static long SinceEpoch(long ticks, long ticksPerUnit) =>
        (ticks / ticksPerUnit) - (DateTime.UnixEpoch.Ticks / ticksPerUnit);
}
