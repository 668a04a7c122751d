using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>The specification's promotions: numbers to wider ones, bytes to string and back.</summary>
internal sealed class PromotionStep(AvroType from, AvroType to) : ResolutionStep
{
    internal static bool Exists(AvroType from, AvroType to) => (from, to) is
        (AvroType.Int, AvroType.Long or AvroType.Float or AvroType.Double)
        or (AvroType.Long, AvroType.Float or AvroType.Double)
        or (AvroType.Float, AvroType.Double)
        or (AvroType.String, AvroType.Bytes)
        or (AvroType.Bytes, AvroType.String);

    internal override bool IsScalar => true;

    internal override bool TryRun(ref AvroReader source, ref AvroWriter destination, ref AvroStatus failure)
    {
        switch (from)
        {
            case AvroType.Int when source.TryReadInt(out var value):
                WriteNumber(ref destination, value);
                return true;
            case AvroType.Long when source.TryReadLong(out var value):
                WriteNumber(ref destination, value);
                return true;
            case AvroType.Float when source.TryReadFloat(out var value):
                destination.WriteDouble(value);
                return true;
            case AvroType.String or AvroType.Bytes when source.TryReadUtf8(out var value):
                // A string's encoding is that of its bytes; bytes that are no UTF-8 are no string.
                destination.WriteBytes(value);
                return true;
            default:
                return false;
        }
    }

    private void WriteNumber(ref AvroWriter destination, long value)
    {
        if (to == AvroType.Long)
            destination.WriteLong(value);
        else if (to == AvroType.Float)
            destination.WriteFloat(value);
        else
            destination.WriteDouble(value);
    }
}
