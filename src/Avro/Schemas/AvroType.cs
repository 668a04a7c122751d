namespace OrderPipeline.Avro.Schemas;

/// <summary>The kinds of schema that the Avro specification knows.</summary>
public enum AvroType
{
    /// <summary>No value; zero bytes.</summary>
    Null,

    /// <summary>One byte, 0 or 1.</summary>
    Boolean,

    /// <summary>A 32-bit signed integer, zig-zag varint.</summary>
    Int,

    /// <summary>A 64-bit signed integer, zig-zag varint.</summary>
    Long,

    /// <summary>IEEE 754 binary32, four bytes, little-endian.</summary>
    Float,

    /// <summary>IEEE 754 binary64, eight bytes, little-endian.</summary>
    Double,

    /// <summary>A length and that many bytes.</summary>
    Bytes,

    /// <summary>A length in bytes and that much UTF-8.</summary>
    String,

    /// <summary>The values of the fields, in the schema's order.</summary>
    Record,

    /// <summary>The zero-based position of a symbol, as an int.</summary>
    Enum,

    /// <summary>A number of bytes that the schema fixes.</summary>
    Fixed,

    /// <summary>Blocks of items.</summary>
    Array,

    /// <summary>Blocks of string keys and values.</summary>
    Map,

    /// <summary>The zero-based position of a branch, as an int, and a value of that branch.</summary>
    Union,
}
