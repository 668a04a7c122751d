using OrderPipeline.Avro.Compatibility;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Compatibility;

/// <summary>Judges whether a schema may become a subject's next version.</summary>
internal interface ICompatibilityCheck
{
    /// <summary>Why it may not, one sentence each; empty when it may.</summary>
    /// <param name="level">The level that holds for the subject.</param>
    /// <param name="candidate">The next version.</param>
    /// <param name="earlier">The versions it is compared with, the newest first; at least one.</param>
    IReadOnlyList<string> Problems(
        CompatibilityLevel level, AvroSchema candidate, IReadOnlyList<RegisteredVersion> earlier);
}
