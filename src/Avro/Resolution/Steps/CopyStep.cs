using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>A value whose encoding stays: checked, then copied.</summary>
internal sealed class CopyStep(AvroSchema schema) : ResolutionStep
{
    internal override bool KeepsEncoding => true;

    internal override bool IsScalar => true;

    internal override bool TryRun(ref AvroReader source, ref AvroWriter destination, ref AvroStatus failure)
    {
        var start = source.Position;
        if (!AvroSkipper.TrySkip(ref source, schema))
            return false;
        destination.WriteFixed(source.ReadSince(start));
        return true;
    }
}
