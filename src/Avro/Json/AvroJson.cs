using System.Buffers;
using System.Text;
using System.Text.Json;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Json;

/// <summary>
/// Avro's JSON encoding (specification, "JSON Encoding") of binary values, both ways, without a tree in between.
/// </summary>
/// <remarks>
/// Bytes and fixed are text of the code points 0 to 255; a union's value other than null is an object that names its
/// branch; numbers that JSON lacks are the strings NaN, Infinity and -Infinity, as Apache's implementation
/// writes them.
/// </remarks>
public static class AvroJson
{
    /// <summary>Writes one value; what a failure leaves in the JSON writer is the valid beginning.</summary>
    /// <param name="reader">Stands at the value, which was written with <paramref name="schema"/>.</param>
    /// <param name="schema">The writer's schema.</param>
    /// <param name="json">Takes the value; its depth limit must not be below the reader's.</param>
    public static AvroStatus TryWrite(ref AvroReader reader, AvroSchema schema, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(json);
        return Value(ref reader, schema, json);
    }

    /// <summary>One whole value as text.</summary>
    /// <param name="data">The value's binary encoding, and nothing more.</param>
    /// <param name="schema">The writer's schema.</param>
    /// <exception cref="AvroException">The bytes are no value of the schema.</exception>
    public static string ToText(ReadOnlySpan<byte> data, AvroSchema schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        var reader = new AvroReader(data);
        var status = TryWrite(ref reader, schema, json);
        if (status.IsOk && !reader.TryReadEnd())
            status = reader.Status();
        if (!status.IsOk)
            throw new AvroException(status);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>
    /// Encodes one whole value of Avro's JSON encoding; never throws, allocates little beyond what escapes need.
    /// </summary>
    /// <remarks>
    /// Members of a record may stand in any order, one that is missing takes its field's default; unknown and repeated
    /// members are errors, and so are numbers that the type cannot hold. NaN, Infinity and -Infinity are strings, and
    /// so INF and -INF. A union's branch may be named without its namespace where no other has that name.
    /// </remarks>
    /// <param name="json">UTF-8 text of one JSON value, without comments.</param>
    /// <param name="schema">The schema to write.</param>
    /// <param name="destination">
    /// Takes the binary encoding; where it is too short the status says
    /// <see cref="AvroErrorCode.DestinationTooShort"/>.
    /// </param>
    /// <returns>The status' offset counts the bytes of the JSON text.</returns>
    public static AvroStatus TryRead(ReadOnlySpan<byte> json, AvroSchema schema, ref AvroWriter destination)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return JsonDecoder.Decode(json, schema, ref destination);
    }

    /// <summary>Encodes one whole value of Avro's JSON encoding; see <see cref="TryRead"/>.</summary>
    /// <param name="json">UTF-8 text of one JSON value, without comments.</param>
    /// <param name="schema">The schema to write.</param>
    /// <param name="maxBytes">The most bytes that defaults may make of a short text; 64 MiB.</param>
    /// <exception cref="AvroException">The text is no JSON of the schema; offset and path say where.</exception>
    public static byte[] ToBinary(ReadOnlySpan<byte> json, AvroSchema schema, int maxBytes = 64 * 1024 * 1024)
    {
        for (long room = Math.Max(256, json.Length); ; room *= 2)
        {
            var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(room, maxBytes));
            try
            {
                var writer = new AvroWriter(buffer);
                var status = TryRead(json, schema, ref writer);
                if (status.IsOk)
                    return buffer[..writer.Written];
                if (!writer.Overflowed || room >= maxBytes)
                    throw new AvroException(status);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static AvroStatus Value(ref AvroReader reader, AvroSchema schema, Utf8JsonWriter json)
    {
        switch (schema)
        {
            case RecordSchema record:
                return Record(ref reader, record, json);
            case ArraySchema array:
                return Array(ref reader, array.Items, json);
            case MapSchema map:
                return Map(ref reader, map.Values, json);
            case UnionSchema union:
                return Union(ref reader, union, json);
            default:
                return TryWriteScalar(ref reader, schema, json) ? AvroStatus.Ok : reader.Status();
        }
    }

    private static AvroStatus Record(ref AvroReader reader, RecordSchema record, Utf8JsonWriter json)
    {
        if (!reader.TryEnter())
            return reader.Status();
        json.WriteStartObject();
        foreach (var field in record.FieldArray)
        {
            json.WritePropertyName(field.Name);
            var status = Value(ref reader, field.Schema, json);
            if (!status.IsOk)
                return status.In(field.Name);
        }

        json.WriteEndObject();
        reader.Leave();
        return AvroStatus.Ok;
    }

    private static AvroStatus Array(ref AvroReader reader, AvroSchema items, Utf8JsonWriter json)
    {
        if (!reader.TryEnter())
            return reader.Status();
        json.WriteStartArray();
        var item = 0;
        while (reader.TryReadBlockCount(items.MinEncodedBytes, out var count))
        {
            if (count == 0)
            {
                json.WriteEndArray();
                reader.Leave();
                return AvroStatus.Ok;
            }

            for (; count > 0; count--, item++)
            {
                var status = Value(ref reader, items, json);
                if (!status.IsOk)
                    return status.In(item);
            }
        }

        return reader.Status();
    }

    private static AvroStatus Map(ref AvroReader reader, AvroSchema values, Utf8JsonWriter json)
    {
        if (!reader.TryEnter())
            return reader.Status();
        json.WriteStartObject();
        var item = 0;
        while (reader.TryReadBlockCount(1 + Math.Min(values.MinEncodedBytes, int.MaxValue - 1), out var count))
        {
            if (count == 0)
            {
                json.WriteEndObject();
                reader.Leave();
                return AvroStatus.Ok;
            }

            for (; count > 0; count--, item++)
            {
                if (!reader.TryReadUtf8(out var key))
                    return reader.Status().In(item);
                json.WritePropertyName(key);
                var status = Value(ref reader, values, json);
                if (!status.IsOk)
                    return status.In(item);
            }
        }

        return reader.Status();
    }

    private static AvroStatus Union(ref AvroReader reader, UnionSchema union, Utf8JsonWriter json)
    {
        if (!reader.TryReadUnionIndex(union.BranchArray.Length, out var index))
            return reader.Status();
        var branch = union.BranchArray[index];
        if (branch.Type == AvroType.Null)
        {
            json.WriteNullValue();
            return AvroStatus.Ok;
        }

        json.WriteStartObject();
        json.WritePropertyName(JsonNames.OfBranch(branch));
        var status = Value(ref reader, branch, json);
        if (status.IsOk)
            json.WriteEndObject();
        return status;
    }

    private static bool TryWriteScalar(ref AvroReader reader, AvroSchema schema, Utf8JsonWriter json)
    {
        switch (schema.Type)
        {
            case AvroType.Null:
                json.WriteNullValue();
                return true;
            case AvroType.Boolean when reader.TryReadBoolean(out var value):
                json.WriteBooleanValue(value);
                return true;
            case AvroType.Int when reader.TryReadInt(out var value):
                json.WriteNumberValue(value);
                return true;
            case AvroType.Long when reader.TryReadLong(out var value):
                json.WriteNumberValue(value);
                return true;
            case AvroType.Float when reader.TryReadFloat(out var value):
                if (value == 0 && float.IsNegative(value))
                    json.WriteRawValue(NegativeZero, skipInputValidation: true);
                else if (float.IsFinite(value))
                    json.WriteNumberValue(value);
                else
                    json.WriteStringValue(NameOf(value));
                return true;
            case AvroType.Double when reader.TryReadDouble(out var value):
                if (value == 0 && double.IsNegative(value))
                    json.WriteRawValue(NegativeZero, skipInputValidation: true);
                else if (double.IsFinite(value))
                    json.WriteNumberValue(value);
                else
                    json.WriteStringValue(NameOf(value));
                return true;
            case AvroType.String when reader.TryReadUtf8(out var value):
                json.WriteStringValue(value);
                return true;
            case AvroType.Bytes when reader.TryReadBytes(out var value):
                json.WriteStringValue(Encoding.Latin1.GetString(value));
                return true;
            case AvroType.Fixed when reader.TryReadFixed(((FixedSchema)schema).Size, out var value):
                json.WriteStringValue(Encoding.Latin1.GetString(value));
                return true;
            case AvroType.Enum when reader.TryReadEnum(((EnumSchema)schema).Symbols.Count, out var index):
                json.WriteStringValue(((EnumSchema)schema).Symbols[index]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Without the point, others would read it as an integer, which has no such zero.</summary>
    private static ReadOnlySpan<byte> NegativeZero => "-0.0"u8;

    private static string NameOf(double value) =>
        double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
