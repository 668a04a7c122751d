namespace OrderPipeline.Avro;

/// <summary>What is wrong with bytes that should be Avro, or with values that should become it.</summary>
public enum AvroErrorCode
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The data ends before the value does; a length over what is left counts as that.</summary>
    EndOfData,

    /// <summary>A number of more than 64 bits or ten bytes.</summary>
    VarintTooLong,

    /// <summary>A number of more than 32 bits or five bytes where an int belongs.</summary>
    IntOutOfRange,

    /// <summary>A boolean that is neither 0 nor 1.</summary>
    BadBoolean,

    /// <summary>A length or a block's size below zero.</summary>
    NegativeLength,

    /// <summary>A string that is not UTF-8.</summary>
    BadUtf8,

    /// <summary>An enum's position beyond its symbols.</summary>
    BadEnumIndex,

    /// <summary>A union's position beyond its branches.</summary>
    BadUnionIndex,

    /// <summary>More items of no bytes than the data may stand for.</summary>
    TooManyItems,

    /// <summary>Values in values beyond the limit.</summary>
    TooDeep,

    /// <summary>Bytes are left after the value.</summary>
    TrailingBytes,

    /// <summary>The writer's enum symbol is none of the reader's, and there is no default.</summary>
    UnknownSymbol,

    /// <summary>The writer's union branch holds what the reader's schema cannot take.</summary>
    UnmatchedBranch,

    /// <summary>The destination is too short: try again with a longer one.</summary>
    DestinationTooShort,

    /// <summary>A timestamp outside the years 1 to 9999, which <see cref="DateTimeOffset"/> holds.</summary>
    TimestampOutOfRange,

    /// <summary>A text to write holds half of a surrogate pair.</summary>
    LoneSurrogate,

    /// <summary>A date outside the years 1 to 9999, which <see cref="DateOnly"/> holds.</summary>
    DateOutOfRange,

    /// <summary>A time of day below zero or of 24 hours and more.</summary>
    TimeOutOfRange,

    /// <summary>A text that is no UUID of 36 characters.</summary>
    BadUuid,

    /// <summary>A decimal without digits, or a big-decimal that is not digits and a scale.</summary>
    BadDecimal,

    /// <summary>A decimal of more digits than its precision allows.</summary>
    DecimalOutOfRange,

    /// <summary>The file does not begin as a container file does.</summary>
    BadMagic,

    /// <summary>The header of a container file has no schema, a bad one, or what nobody can read.</summary>
    BadHeader,

    /// <summary>The container file is compressed in a way that is not known here.</summary>
    UnknownCodec,

    /// <summary>A block of a container file does not end with the file's sync marker.</summary>
    BadSyncMarker,

    /// <summary>A compressed block does not decompress.</summary>
    BadCompression,

    /// <summary>A block, an object or a header of a container file has more bytes than the limit.</summary>
    BlockTooLarge,

    /// <summary>The text is no JSON.</summary>
    BadJson,

    /// <summary>The JSON value is of another kind than its schema's.</summary>
    WrongJsonType,

    /// <summary>A number, or the code point of a byte, that its type cannot hold.</summary>
    NumberOutOfRange,

    /// <summary>A fixed of another length than its schema's.</summary>
    WrongLength,

    /// <summary>A record has no field of that name.</summary>
    UnknownMember,

    /// <summary>A field or a key stands there twice.</summary>
    RepeatedMember,

    /// <summary>A field is missing and has no default.</summary>
    MissingMember,

    /// <summary>A union has no branch of that name, or none for null.</summary>
    UnknownBranch,

    /// <summary>No schema is known for the fingerprint in front of a value.</summary>
    UnknownSchema,

    /// <summary>A value does not begin as its framing demands.</summary>
    BadFrame,

    /// <summary>The schema that wrote a value cannot be read as ours.</summary>
    UnmatchedSchema,
}
