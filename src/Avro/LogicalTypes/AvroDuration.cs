using System.Globalization;

namespace OrderPipeline.Avro;

/// <summary>
/// A span of the calendar (specification, "Duration"): its three parts are independent, since a month is no fixed
/// number of days and a day none of milliseconds.
/// </summary>
/// <param name="Months">Whole months.</param>
/// <param name="Days">Whole days beside the months.</param>
/// <param name="Milliseconds">Milliseconds beside the days.</param>
public readonly record struct AvroDuration(uint Months, uint Days, uint Milliseconds)
{
    /// <summary>Bytes of its encoding: three little-endian numbers of four bytes.</summary>
    public const int Size = 12;

    /// <summary>The form of ISO 8601, for example <c>P2M10DT1.5S</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"P{Months}M{Days}DT{Milliseconds / 1000m:0.###}S");
}
