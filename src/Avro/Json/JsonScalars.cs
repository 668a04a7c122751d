using System.Buffers;
using System.Text.Json;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Json;

/// <summary>Encodes JSON values that have no values within.</summary>
internal static class JsonScalars
{
    private const int BytesOnStack = 256;

    /// <summary>Encodes the token that the reader stands at; the writer keeps its own failure.</summary>
    internal static AvroErrorCode Encode(ref Utf8JsonReader json, AvroSchema schema, ref AvroWriter destination) =>
        schema.Type switch
        {
            AvroType.Null => json.TokenType == JsonTokenType.Null ? AvroErrorCode.None : AvroErrorCode.WrongJsonType,
            AvroType.Boolean => Boolean(ref json, ref destination),
            AvroType.Int => Int(ref json, ref destination),
            AvroType.Long => Long(ref json, ref destination),
            AvroType.Float => Float(ref json, ref destination),
            AvroType.Double => Double(ref json, ref destination),
            AvroType.String => String(ref json, ref destination),
            AvroType.Bytes => Bytes(ref json, -1, ref destination),
            AvroType.Fixed => Bytes(ref json, ((FixedSchema)schema).Size, ref destination),
            _ => Symbol(ref json, schema, ref destination),
        };

    /// <summary>Writes a string or a member's name.</summary>
    internal static void WriteText(ref Utf8JsonReader json, ref AvroWriter destination)
    {
        if (!json.ValueIsEscaped)
        {
            destination.WriteBytes(json.ValueSpan);
            return;
        }

        byte[]? rented = null;
        var size = json.ValueSpan.Length;
        var text = size <= BytesOnStack ? stackalloc byte[size] : rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            destination.WriteBytes(text[..json.CopyString(text)]);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static AvroErrorCode Boolean(ref Utf8JsonReader json, ref AvroWriter destination)
    {
        if (json.TokenType is not (JsonTokenType.True or JsonTokenType.False))
            return AvroErrorCode.WrongJsonType;
        destination.WriteBoolean(json.TokenType == JsonTokenType.True);
        return AvroErrorCode.None;
    }

    private static AvroErrorCode Int(ref Utf8JsonReader json, ref AvroWriter destination)
    {
        if (json.TokenType != JsonTokenType.Number)
            return AvroErrorCode.WrongJsonType;
        if (!json.TryGetInt32(out var value))
            return AvroErrorCode.NumberOutOfRange;
        destination.WriteInt(value);
        return AvroErrorCode.None;
    }

    private static AvroErrorCode Long(ref Utf8JsonReader json, ref AvroWriter destination)
    {
        if (json.TokenType != JsonTokenType.Number)
            return AvroErrorCode.WrongJsonType;
        if (!json.TryGetInt64(out var value))
            return AvroErrorCode.NumberOutOfRange;
        destination.WriteLong(value);
        return AvroErrorCode.None;
    }

    private static AvroErrorCode Float(ref Utf8JsonReader json, ref AvroWriter destination)
    {
        float value;
        if (json.TokenType == JsonTokenType.Number)
        {
            if (!json.TryGetSingle(out value) || !float.IsFinite(value))
                return AvroErrorCode.NumberOutOfRange;
            value = IsBelowZero(ref json) ? -float.Abs(value) : value;
        }
        else
        {
            if (!TryGetName(ref json, out var named))
                return AvroErrorCode.WrongJsonType;
            value = (float)named;
        }

        destination.WriteFloat(value);
        return AvroErrorCode.None;
    }

    private static AvroErrorCode Double(ref Utf8JsonReader json, ref AvroWriter destination)
    {
        double value;
        if (json.TokenType == JsonTokenType.Number)
        {
            if (!json.TryGetDouble(out value) || !double.IsFinite(value))
                return AvroErrorCode.NumberOutOfRange;
            value = IsBelowZero(ref json) ? -double.Abs(value) : value;
        }
        else if (!TryGetName(ref json, out value))
        {
            return AvroErrorCode.WrongJsonType;
        }

        destination.WriteDouble(value);
        return AvroErrorCode.None;
    }

    /// <summary>The framework gives a zero no sign.</summary>
    private static bool IsBelowZero(ref Utf8JsonReader json) => json.ValueSpan[0] == (byte)'-';

    private static bool TryGetName(ref Utf8JsonReader json, out double value)
    {
        // Java's NaN, and so JavaScript's: the framework's own has its sign bit set.
        value = BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0000);
        if (json.TokenType != JsonTokenType.String)
            return false;
        if (json.ValueTextEquals("NaN"u8))
            return true;
        value = json.ValueSpan is [(byte)'-', ..] ? double.NegativeInfinity : double.PositiveInfinity;
        return json.ValueTextEquals("Infinity"u8) || json.ValueTextEquals("-Infinity"u8)
            || json.ValueTextEquals("INF"u8) || json.ValueTextEquals("-INF"u8);
    }

    private static AvroErrorCode String(ref Utf8JsonReader json, ref AvroWriter destination)
    {
        if (json.TokenType != JsonTokenType.String)
            return AvroErrorCode.WrongJsonType;
        WriteText(ref json, ref destination);
        return AvroErrorCode.None;
    }

    /// <summary>Code points 0 to 255 are bytes.</summary>
    /// <param name="json">Stands at a string.</param>
    /// <param name="size">How many there must be; below zero where any number will do.</param>
    /// <param name="destination">Takes them, behind their length where any number will do.</param>
    private static AvroErrorCode Bytes(ref Utf8JsonReader json, int size, ref AvroWriter destination)
    {
        if (json.TokenType != JsonTokenType.String)
            return AvroErrorCode.WrongJsonType;
        var chars = ArrayPool<char>.Shared.Rent(json.ValueSpan.Length);
        var bytes = ArrayPool<byte>.Shared.Rent(json.ValueSpan.Length);
        try
        {
            var length = json.CopyString(chars);
            for (var i = 0; i < length; i++)
            {
                if (chars[i] > '\u00FF')
                    return AvroErrorCode.NumberOutOfRange;
                bytes[i] = (byte)chars[i];
            }

            if (size >= 0 && length != size)
                return AvroErrorCode.WrongLength;
            if (size < 0)
                destination.WriteBytes(bytes.AsSpan(0, length));
            else
                destination.WriteFixed(bytes.AsSpan(0, length));
            return AvroErrorCode.None;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static AvroErrorCode Symbol(ref Utf8JsonReader json, AvroSchema schema, ref AvroWriter destination)
    {
        if (json.TokenType != JsonTokenType.String)
            return AvroErrorCode.WrongJsonType;
        var index = JsonNames.Of(schema).Find(ref json, 0);
        if (index < 0)
            return AvroErrorCode.UnknownSymbol;
        destination.WriteEnum(index);
        return AvroErrorCode.None;
    }
}
