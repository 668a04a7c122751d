namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>An array's items or a map's entries one by one, in the writer's blocks; keys stay as they are.</summary>
/// <param name="minItemBytes">The fewest bytes that an item, or an entry with its key, has.</param>
/// <param name="hasKeys">Whether it is a map.</param>
/// <param name="item">Resolves an item, or an entry's value.</param>
internal sealed class BlocksStep(int minItemBytes, bool hasKeys, ResolutionStep item) : ResolutionStep
{
    internal override bool KeepsEncoding => true;

    internal override IEnumerable<ResolutionStep> Parts => [item];

    internal override bool TryRun(ref AvroReader source, ref AvroWriter destination, ref AvroStatus failure)
    {
        if (!source.TryEnter())
            return false;
        var index = 0;
        while (source.TryReadBlockCount(minItemBytes, out var count))
        {
            destination.WriteBlockCount(count);
            if (count == 0)
            {
                source.Leave();
                return true;
            }

            for (; count > 0; count--, index++)
            {
                if (hasKeys && !TryCopyKey(ref source, ref destination))
                    return false;
                if (!item.TryRun(ref source, ref destination, ref failure))
                    return FailIn(index, ref source, ref failure);
            }
        }

        return false;
    }

    private static bool TryCopyKey(ref AvroReader source, ref AvroWriter destination)
    {
        if (!source.TryReadUtf8(out var key))
            return false;
        destination.WriteBytes(key);
        return true;
    }
}
