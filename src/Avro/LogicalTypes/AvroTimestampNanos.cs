namespace OrderPipeline.Avro;

/// <summary>
/// An instant to the nanosecond (specification, "Timestamps"), from 1677-09-21 to 2262-04-11;
/// <see cref="DateTimeOffset"/> counts in units of 100 ns and would lose the last two digits.
/// </summary>
/// <param name="Nanoseconds">Since 1970-01-01T00:00:00Z; negative before.</param>
public readonly record struct AvroTimestampNanos(long Nanoseconds) : IComparable<AvroTimestampNanos>
{
    /// <summary>The same instant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is before 1677-09-21 or after 2262-04-11.</exception>
    public static AvroTimestampNanos FromDateTimeOffset(DateTimeOffset instant) =>
        new(NanosecondClock.FromTicks(instant.UtcTicks, nameof(instant)));

    /// <summary>The instant in UTC, cut off to 100 ns towards the past.</summary>
    public DateTimeOffset ToDateTimeOffset() => new(NanosecondClock.ToTicks(Nanoseconds), TimeSpan.Zero);

    /// <summary>Earlier instants come first.</summary>
    public int CompareTo(AvroTimestampNanos other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Whether the left one is earlier.</summary>
    public static bool operator <(AvroTimestampNanos left, AvroTimestampNanos right) =>
        left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether the left one is later.</summary>
    public static bool operator >(AvroTimestampNanos left, AvroTimestampNanos right) =>
        left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether the left one is not later.</summary>
    public static bool operator <=(AvroTimestampNanos left, AvroTimestampNanos right) =>
        left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether the left one is not earlier.</summary>
    public static bool operator >=(AvroTimestampNanos left, AvroTimestampNanos right) =>
        left.Nanoseconds >= right.Nanoseconds;

    /// <summary>ISO 8601 with all nine digits, for example <c>2026-11-21T19:00:00.000000001Z</c>.</summary>
    public override string ToString() => NanosecondClock.Text(Nanoseconds) + "Z";
}
