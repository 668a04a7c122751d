namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>The writer's union: what its branch resolves to.</summary>
/// <param name="branches">For each of the writer's; null where the reader takes no such value.</param>
internal sealed class WriterUnionStep(ResolutionStep?[] branches, bool keepsPositions) : ResolutionStep
{
    internal override bool KeepsEncoding => keepsPositions;

    internal override IEnumerable<ResolutionStep> Parts => branches.OfType<ResolutionStep>();

    internal override bool TryRun(ref AvroReader source, ref AvroWriter destination, ref AvroStatus failure)
    {
        var at = source.Position;
        if (!source.TryReadUnionIndex(branches.Length, out var index))
            return false;
        return branches[index] is { } branch
            ? branch.TryRun(ref source, ref destination, ref failure)
            : source.Fail(AvroErrorCode.UnmatchedBranch, at);
    }
}
