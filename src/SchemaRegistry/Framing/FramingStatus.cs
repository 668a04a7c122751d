namespace OrderPipeline.SchemaRegistry.Framing;

/// <summary>Whether a value begins as Confluent's wire format demands, and if not, why.</summary>
public enum FramingStatus
{
    /// <summary>Five bytes of header with a possible schema id.</summary>
    Ok,

    /// <summary>The value is empty or null.</summary>
    Empty,

    /// <summary>The value ends inside the header.</summary>
    Truncated,

    /// <summary>The first byte is not the magic byte 0.</summary>
    WrongMagicByte,

    /// <summary>The first byte is not the magic byte 0, and what there is looks like JSON text.</summary>
    LooksLikeJson,

    /// <summary>The schema id is not above 0, as where an 8-byte id follows the magic byte.</summary>
    BadSchemaId,

    /// <summary>The schema id is 0, and with the four bytes behind it looks like an 8-byte id.</summary>
    LooksLikeLongId,
}
