namespace OrderPipeline.Avro;

/// <summary>
/// What a local clock shows, to the nanosecond, wherever it hangs (specification, "Local Timestamps"): from 1677-09-21
/// to 2262-04-11.
/// </summary>
/// <param name="Nanoseconds">Since 1970-01-01T00:00:00 of the same clock; negative before.</param>
public readonly record struct AvroLocalTimestampNanos(long Nanoseconds) : IComparable<AvroLocalTimestampNanos>
{
    /// <summary>The same reading of the clock; the kind does not count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is before 1677-09-21 or after 2262-04-11.</exception>
    public static AvroLocalTimestampNanos FromDateTime(DateTime local) =>
        new(NanosecondClock.FromTicks(local.Ticks, nameof(local)));

    /// <summary>The reading as <see cref="DateTimeKind.Unspecified"/>, cut off to 100 ns towards the past.</summary>
    public DateTime ToDateTime() => new(NanosecondClock.ToTicks(Nanoseconds), DateTimeKind.Unspecified);

    /// <summary>Earlier readings come first.</summary>
    public int CompareTo(AvroLocalTimestampNanos other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Whether the left one is earlier.</summary>
    public static bool operator <(AvroLocalTimestampNanos left, AvroLocalTimestampNanos right) =>
        left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether the left one is later.</summary>
    public static bool operator >(AvroLocalTimestampNanos left, AvroLocalTimestampNanos right) =>
        left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether the left one is not later.</summary>
    public static bool operator <=(AvroLocalTimestampNanos left, AvroLocalTimestampNanos right) =>
        left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether the left one is not earlier.</summary>
    public static bool operator >=(AvroLocalTimestampNanos left, AvroLocalTimestampNanos right) =>
        left.Nanoseconds >= right.Nanoseconds;

    /// <summary>ISO 8601 without a zone, with all nine digits.</summary>
    public override string ToString() => NanosecondClock.Text(Nanoseconds);
}
