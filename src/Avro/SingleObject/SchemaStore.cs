using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using OrderPipeline.Avro.Fingerprints;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.SingleObject;

/// <summary>Schemas in memory, by CRC-64-AVRO fingerprint.</summary>
/// <remarks>Thread-safe. As large as what was added: whoever lets others add schemas sets the limit.</remarks>
public sealed class SchemaStore : ISchemaStore
{
    private readonly ConcurrentDictionary<ulong, AvroSchema> _schemas = new();

    /// <summary>How many schemas are known.</summary>
    public int Count => _schemas.Count;

    /// <summary>Adds a schema; of several with one canonical form the first stays.</summary>
    /// <returns>Its fingerprint.</returns>
    /// <exception cref="ArgumentException">
    /// Another schema with the same fingerprint is there: 64 bits are no protection against somebody who looks for such
    /// a pair.
    /// </exception>
    public ulong Add(AvroSchema schema)
    {
        var canonical = CanonicalForm.Of(schema);
        var fingerprint = SchemaFingerprint.Crc64(schema);
        var known = _schemas.GetOrAdd(fingerprint, schema);
        if (!ReferenceEquals(known, schema)
            && !string.Equals(CanonicalForm.Of(known), canonical, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"Another schema has the same fingerprint {SingleObjectEncoding.Hex(fingerprint)}.", nameof(schema));
        }

        return fingerprint;
    }

    /// <inheritdoc/>
    public bool TryFind(ulong fingerprint, [NotNullWhen(true)] out AvroSchema? schema) =>
        _schemas.TryGetValue(fingerprint, out schema);
}
