using System.Security.Cryptography;
using System.Text;
using OrderPipeline.Avro.Fingerprints;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Files.Format;

/// <summary>Makes the header of a new file.</summary>
internal static class HeaderWriter
{
    internal static AvroFileHeader Create(AvroSchema schema, AvroFileWriterOptions options)
    {
        var json = TextOf(schema);
        var metadata = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [AvroFileHeader.SchemaKey] = Encoding.UTF8.GetBytes(json),
            [AvroFileHeader.CodecKey] = Encoding.UTF8.GetBytes(AvroFileHeader.NameOf(options.Codec)),
        };
        foreach (var (key, value) in options.Metadata)
            metadata.Add(key, value);
        if (metadata.Count > HeaderReader.MaxEntries)
            throw new ArgumentException($"A header holds at most {HeaderReader.MaxEntries} metadata entries.");
        var marker = options.SyncMarker.IsEmpty
            ? RandomNumberGenerator.GetBytes(AvroFileHeader.SyncMarkerSize)
            : options.SyncMarker.ToArray();
        return new AvroFileHeader(schema, json, options.Codec, metadata, marker);
    }

    internal static byte[] Encode(AvroFileHeader header)
    {
        for (var room = 1024; ; room = checked(4 * room))
        {
            var buffer = new byte[room];
            var writer = new AvroWriter(buffer);
            Write(ref writer, header);
            if (writer.Error == AvroErrorCode.None)
                return buffer[..writer.Written];
            if (!writer.Overflowed)
                throw new AvroException(writer.Status);
        }
    }

    private static void Write(ref AvroWriter writer, AvroFileHeader header)
    {
        writer.WriteFixed(AvroFileHeader.Magic);
        writer.WriteBlockCount(header.Metadata.Count);
        foreach (var (key, value) in header.Metadata)
        {
            writer.WriteString(key);
            writer.WriteBytes(value);
        }

        writer.WriteBlockEnd();
        writer.WriteFixed(header.SyncMarker.Span);
    }

    /// <summary>
    /// The schema's own text, with attributes that only others know, unless it needs a namespace or types from around
    /// it.
    /// </summary>
    private static string TextOf(AvroSchema schema)
    {
        try
        {
            var parsed = new AvroSchemaParser { ChecksDefaults = false }.Parse(schema.Json);
            if (string.Equals(CanonicalForm.Of(parsed), CanonicalForm.Of(schema), StringComparison.Ordinal))
                return schema.Json;
        }
        catch (AvroSchemaException)
        {
            // It refers to what another text defines.
        }

        return schema.ToSelfContainedJson();
    }
}
