using System.Globalization;

namespace OrderPipeline.SchemaRegistry.Framing;

/// <summary>What a record says its schema is: an id of one registry, or a GUID that is the same in all.</summary>
/// <remarks>
/// In front of a value stands the magic byte 0 and the id; in the record's header <c>__value_schema_id</c> or
/// <c>__key_schema_id</c> that, or the magic byte 1 and the GUID's 16 bytes, big-endian. Where the header says it, the
/// value is bare Avro.
/// </remarks>
public readonly record struct SchemaId
{
    /// <summary>Name of the header with the schema of the record's value.</summary>
    public const string ValueHeader = "__value_schema_id";

    /// <summary>Name of the header with the schema of the record's key.</summary>
    public const string KeyHeader = "__key_schema_id";

    /// <summary>The first byte of a header with a GUID.</summary>
    public const byte GuidMagicByte = 1;

    /// <summary>Bytes of a header with a GUID.</summary>
    public const int GuidHeaderSize = 17;

    /// <summary>Takes an id, from 1.</summary>
    public SchemaId(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        Id = id;
    }

    /// <summary>Takes a GUID.</summary>
    public SchemaId(Guid guid) => Guid = guid;

    /// <summary>The id, from 1; 0 where the GUID says it.</summary>
    public int Id { get; }

    /// <summary>The GUID; null where the id says it.</summary>
    public Guid? Guid { get; }

    /// <summary>Reads the value of a header.</summary>
    /// <param name="header">The header's whole value.</param>
    /// <param name="schemaId">What it says; without meaning unless the status is Ok.</param>
    public static FramingStatus TryReadHeader(ReadOnlySpan<byte> header, out SchemaId schemaId)
    {
        schemaId = default;
        if (header.IsEmpty || header[0] != GuidMagicByte)
        {
            var status = ConfluentWireFormat.TryReadHeader(header, out var id);
            if (status != FramingStatus.Ok)
                return status;
            schemaId = new SchemaId(id);
            return FramingStatus.Ok;
        }

        if (header.Length < GuidHeaderSize)
            return FramingStatus.Truncated;
        schemaId = new SchemaId(new Guid(header.Slice(1, GuidHeaderSize - 1), bigEndian: true));
        return FramingStatus.Ok;
    }

    /// <summary>The value of the header that says this.</summary>
    public byte[] ToHeader()
    {
        if (Guid is not { } guid)
        {
            var withId = new byte[ConfluentWireFormat.HeaderSize];
            ConfluentWireFormat.WriteHeader(withId, Id);
            return withId;
        }

        var header = new byte[GuidHeaderSize];
        header[0] = GuidMagicByte;
        guid.TryWriteBytes(header.AsSpan(1), bigEndian: true, out _);
        return header;
    }

    /// <summary>The schema's name in an error.</summary>
    public override string ToString() => Guid is { } guid
        ? $"schema GUID {guid:D}"
        : string.Create(CultureInfo.InvariantCulture, $"schema id {Id}");
}
