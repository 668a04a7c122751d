using System.Diagnostics.CodeAnalysis;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.SingleObject;

/// <summary>Knows the schemas that values may have been written with, by fingerprint.</summary>
public interface ISchemaStore
{
    /// <summary>Finds a schema by its CRC-64-AVRO; called by any thread, more than once for a schema perhaps.</summary>
    bool TryFind(ulong fingerprint, [NotNullWhen(true)] out AvroSchema? schema);
}
