namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>Symbols by their text.</summary>
/// <param name="positions">The reader's position for each of the writer's; below zero where it has none.</param>
internal sealed class EnumStep(int[] positions) : ResolutionStep
{
    internal override bool IsScalar => true;

    internal override bool TryRun(ref AvroReader source, ref AvroWriter destination, ref AvroStatus failure)
    {
        var at = source.Position;
        if (!source.TryReadEnum(positions.Length, out var index))
            return false;
        if (positions[index] < 0)
            return source.Fail(AvroErrorCode.UnknownSymbol, at);
        destination.WriteEnum(positions[index]);
        return true;
    }
}
