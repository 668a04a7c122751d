using OrderPipeline.Avro.Schemas;
using OrderPipeline.LocalCluster.Registry.Schemas;

namespace OrderPipeline.LocalCluster.Registry.Compatibility;

/// <summary>Judges whether a schema may become a subject's next version.</summary>
internal interface ICompatibilityCheck
{
    /// <summary>Why it may not, one sentence each; empty when it may.</summary>
    /// <param name="level">The level that holds for the subject.</param>
    /// <param name="candidate">The next version.</param>
    /// <param name="earlier">The subject's versions that are not deleted, the newest first.</param>
    IReadOnlyList<string> Problems(
        CompatibilityLevel level, AvroSchema candidate, IReadOnlyList<StoredSchema> earlier);
}
