using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Fingerprints;

/// <summary>
/// Short stand-ins for a schema's <see cref="CanonicalForm"/> (specification, "Schema Fingerprints"). They
/// are computed
/// at each call: keep them.
/// </summary>
public static class SchemaFingerprint
{
    /// <summary>CRC-64-AVRO as a number; the single-object encoding writes it little-endian.</summary>
    /// <remarks>It tells a few million schemas apart, but keeps nobody from making two that share one.</remarks>
    public static ulong Crc64(AvroSchema schema) => RabinHash.Of(BytesOf(schema));

    /// <summary>SHA-256, 32 bytes: where schemas may come from somebody who means harm.</summary>
    public static byte[] Sha256(AvroSchema schema) => SHA256.HashData(BytesOf(schema));

    /// <summary>MD5, 16 bytes: for systems that have chosen it; safe against accidents only.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The specification names MD5; nothing is secured by it.")]
    public static byte[] Md5(AvroSchema schema) => MD5.HashData(BytesOf(schema));

    private static byte[] BytesOf(AvroSchema schema) => Encoding.UTF8.GetBytes(CanonicalForm.Of(schema));
}
