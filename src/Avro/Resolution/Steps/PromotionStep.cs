using System.Buffers.Binary;
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

    /// <summary>Whether a whole number becomes one of a given size.</summary>
    internal bool IsWidening => from is AvroType.Int or AvroType.Long && to is AvroType.Float or AvroType.Double;

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
            case AvroType.String or AvroType.Bytes when TryReadText(ref source, out var value):
                // A string's encoding is that of its bytes; bytes that are no UTF-8 are no string.
                destination.WriteBytes(value);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The same where it is widening, for a number that was found good on an earlier pass.</summary>
    /// <param name="number">The number's bytes.</param>
    /// <param name="room">Takes it.</param>
    /// <param name="written">Bytes that it has now.</param>
    /// <returns>False where it has no room.</returns>
    internal bool TryWiden(ReadOnlySpan<byte> number, Span<byte> room, out int written)
    {
        written = to == AvroType.Float ? sizeof(float) : sizeof(double);
        if (room.Length < written)
            return false;
        ulong raw = 0;
        for (var i = number.Length - 1; i >= 0; i--)
            raw = (raw << 7) | (number[i] & 0x7Fu);
        var value = (long)(raw >> 1) ^ -(long)(raw & 1);
        if (to == AvroType.Float)
            BinaryPrimitives.WriteSingleLittleEndian(room, value);
        else
            BinaryPrimitives.WriteDoubleLittleEndian(room, value);
        return true;
    }

    /// <summary>What becomes bytes is checked here or nowhere.</summary>
    private bool TryReadText(ref AvroReader source, out ReadOnlySpan<byte> value) =>
        to == AvroType.String && source.LeavesText ? source.TryReadBytes(out value) : source.TryReadUtf8(out value);

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
