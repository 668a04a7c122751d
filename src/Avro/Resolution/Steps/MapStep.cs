namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>Keys as they are, values one by one, in the writer's blocks.</summary>
internal sealed class MapStep(int minEntryBytes, ResolutionStep value) : ResolutionStep
{
    internal override bool KeepsEncoding => true;

    internal override IEnumerable<ResolutionStep> Parts => [value];

    internal override bool TryRun(ref AvroReader source, ref AvroWriter destination, ref string? path)
    {
        if (!source.TryEnter())
            return false;
        while (source.TryReadBlockCount(minEntryBytes, out var count))
        {
            destination.WriteBlockCount(count);
            if (count == 0)
            {
                source.Leave();
                return true;
            }

            for (; count > 0; count--)
            {
                if (!source.TryReadUtf8(out var key))
                    return false;
                destination.WriteBytes(key);
                if (!value.TryRun(ref source, ref destination, ref path))
                    return false;
            }
        }

        return false;
    }
}
