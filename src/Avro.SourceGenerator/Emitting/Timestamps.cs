using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Emitting;

/// <summary>Longs since 1970 as <c>DateTimeOffset</c>, which holds the years 1 to 9999 only.</summary>
internal static class Timestamps
{
    // Units from 0001-01-01 to 1970-01-01, and from 0001-01-01 to the last unit of 9999.
    private const string EpochMillis = "62135596800000L";
    private const string RangeMillis = "315537897599999UL";
    private const string EpochMicros = "62135596800000000L";
    private const string RangeMicros = "315537897599999999UL";

    public static void EmitRead(CodeWriter code, PrimitiveKind kind, string local, string path)
    {
        var (epoch, range, ticks) = kind == PrimitiveKind.TimestampMillis
            ? (EpochMillis, RangeMillis, TimeSpan.TicksPerMillisecond)
            : (EpochMicros, RangeMicros, 10);
        code.Line($"var {local}At = reader.Position;");
        code.Line($"if (!reader.TryReadLong(out var {local}Units))");
        code.Line($"    return reader.Status({path});");
        code.Open($"if (unchecked((ulong)({local}Units + {epoch})) > {range})");
        code.Line($"reader.Fail({Runtime.ErrorCode}.TimestampOutOfRange, {local}At);");
        code.Line($"return reader.Status({path});");
        code.Close();
        code.Line($"var {local} = new global::System.DateTimeOffset("
            + $"({local}Units + {epoch}) * {ticks}L, global::System.TimeSpan.Zero);");
    }

    /// <summary>
    /// The long that stands for an instant; what is finer than the unit is cut off, towards the past.
    /// </summary>
    public static string Units(PrimitiveKind kind, string instant) => kind == PrimitiveKind.TimestampMillis
        ? $"{instant}.ToUnixTimeMilliseconds()"
        : $"({instant}.UtcTicks / 10L) - {EpochMicros}";
}
