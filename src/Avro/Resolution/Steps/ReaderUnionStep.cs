namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>A value that becomes a branch of the reader's union.</summary>
/// <param name="index">The reader's branch.</param>
/// <param name="value">Resolves the value to that branch.</param>
/// <param name="keepsPosition">Whether the writer's union had the branch at this position.</param>
internal sealed class ReaderUnionStep(int index, ResolutionStep value, bool keepsPosition) : ResolutionStep
{
    internal int Index => index;

    internal override bool KeepsEncoding => keepsPosition;

    internal override IEnumerable<ResolutionStep> Parts => [value];

    internal override bool TryRun(ref AvroReader source, ref AvroWriter destination, ref AvroStatus failure)
    {
        destination.WriteUnionIndex(index);
        return value.TryRun(ref source, ref destination, ref failure);
    }
}
