namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>One node of a plan: reads a writer's value and writes the reader's. Immutable once compiled.</summary>
internal abstract class ResolutionStep
{
    /// <summary>Whether this step alone, its parts aside, leaves the encoding as it is.</summary>
    internal virtual bool KeepsEncoding => false;

    /// <summary>The steps within, for whoever walks a plan.</summary>
    internal virtual IEnumerable<ResolutionStep> Parts => [];

    /// <summary>Resolves one value.</summary>
    /// <param name="source">Tells why where the answer is false.</param>
    /// <param name="destination">Keeps its own failure; the source is read to its end all the same.</param>
    /// <param name="path">On failure, the field that failed; each record around it puts its own before.</param>
    internal abstract bool TryRun(ref AvroReader source, ref AvroWriter destination, ref string? path);
}
