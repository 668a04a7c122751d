using System.Text;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Files;

/// <summary>What stands at the start of a container file; immutable.</summary>
public sealed class AvroFileHeader
{
    /// <summary>Bytes of a sync marker (specification, "Object Container Files").</summary>
    public const int SyncMarkerSize = 16;

    internal const string ReservedPrefix = "avro.";
    internal const string SchemaKey = "avro.schema";
    internal const string CodecKey = "avro.codec";

    internal AvroFileHeader(
        AvroSchema schema,
        string schemaJson,
        AvroFileCodec codec,
        IReadOnlyDictionary<string, byte[]> metadata,
        byte[] syncMarker)
    {
        Schema = schema;
        SchemaJson = schemaJson;
        Codec = codec;
        Metadata = metadata;
        SyncMarker = syncMarker;
    }

    /// <summary>The schema that the file's objects were written with.</summary>
    public AvroSchema Schema { get; }

    /// <summary>The schema's text as it stands in the file.</summary>
    public string SchemaJson { get; }

    /// <summary>How the blocks are compressed.</summary>
    public AvroFileCodec Codec { get; }

    /// <summary>All entries, those of the specification (<c>avro.schema</c>, <c>avro.codec</c>) included.</summary>
    public IReadOnlyDictionary<string, byte[]> Metadata { get; }

    /// <summary>The 16 bytes that end the header and every block.</summary>
    public ReadOnlyMemory<byte> SyncMarker { get; }

    /// <summary>What each container file begins with: Obj and the format's version, 1.</summary>
    internal static ReadOnlySpan<byte> Magic => [(byte)'O', (byte)'b', (byte)'j', 1];

    /// <summary>An entry as text; null where there is none. Bytes that are no UTF-8 become U+FFFD.</summary>
    public string? MetadataText(string key) =>
        Metadata.TryGetValue(key, out var value) ? Encoding.UTF8.GetString(value) : null;

    internal static string NameOf(AvroFileCodec codec) => codec == AvroFileCodec.Deflate ? "deflate" : "null";
}
