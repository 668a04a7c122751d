namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>Items one by one, in the writer's blocks.</summary>
internal sealed class ArrayStep(int minItemBytes, ResolutionStep item) : ResolutionStep
{
    internal override bool KeepsEncoding => true;

    internal override IEnumerable<ResolutionStep> Parts => [item];

    internal override bool TryRun(ref AvroReader source, ref AvroWriter destination, ref string? path)
    {
        if (!source.TryEnter())
            return false;
        while (source.TryReadBlockCount(minItemBytes, out var count))
        {
            destination.WriteBlockCount(count);
            if (count == 0)
            {
                source.Leave();
                return true;
            }

            for (; count > 0; count--)
            {
                if (!item.TryRun(ref source, ref destination, ref path))
                    return false;
            }
        }

        return false;
    }
}
