namespace OrderPipeline.Avro.Schemas;

/// <summary>The logical types of the Avro 1.12 specification.</summary>
public enum LogicalTypeKind
{
    /// <summary>A two's complement, big-endian integer over bytes or fixed, scaled by a power of ten.</summary>
    Decimal,

    /// <summary>A decimal over bytes that carries its own scale.</summary>
    BigDecimal,

    /// <summary>A UUID as a string, or as fixed of 16 bytes.</summary>
    Uuid,

    /// <summary>Days since 1970-01-01, over int.</summary>
    Date,

    /// <summary>Milliseconds after midnight, over int.</summary>
    TimeMillis,

    /// <summary>Microseconds after midnight, over long.</summary>
    TimeMicros,

    /// <summary>Milliseconds since 1970-01-01T00:00Z, over long.</summary>
    TimestampMillis,

    /// <summary>Microseconds since 1970-01-01T00:00Z, over long.</summary>
    TimestampMicros,

    /// <summary>Nanoseconds since 1970-01-01T00:00Z, over long.</summary>
    TimestampNanos,

    /// <summary>Milliseconds since 1970-01-01T00:00 of a local clock, over long.</summary>
    LocalTimestampMillis,

    /// <summary>Microseconds since 1970-01-01T00:00 of a local clock, over long.</summary>
    LocalTimestampMicros,

    /// <summary>Nanoseconds since 1970-01-01T00:00 of a local clock, over long.</summary>
    LocalTimestampNanos,

    /// <summary>Months, days and milliseconds, each 32 bits unsigned little-endian, over fixed of 12 bytes.</summary>
    Duration,
}
