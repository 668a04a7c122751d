using System.Text;
using System.Text.Json;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Json;

/// <summary>
/// Shows a binary value as Avro's JSON encoding (specification, "JSON Encoding"), for people and for tools.
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
        string? path = null;
        return TryWriteValue(ref reader, schema, json, ref path) ? AvroStatus.Ok : reader.Status(path);
    }

    private static bool TryWriteValue(
        ref AvroReader reader, AvroSchema schema, Utf8JsonWriter json, ref string? path) =>
        schema switch
        {
            RecordSchema record => TryWriteRecord(ref reader, record, json, ref path),
            ArraySchema array => TryWriteArray(ref reader, array.Items, json, ref path),
            MapSchema map => TryWriteMap(ref reader, map.Values, json, ref path),
            UnionSchema union => TryWriteUnion(ref reader, union, json, ref path),
            _ => TryWriteScalar(ref reader, schema, json),
        };

    private static bool TryWriteRecord(
        ref AvroReader reader, RecordSchema record, Utf8JsonWriter json, ref string? path)
    {
        if (!reader.TryEnter())
            return false;
        json.WriteStartObject();
        foreach (var field in record.FieldArray)
        {
            json.WritePropertyName(field.Name);
            if (TryWriteValue(ref reader, field.Schema, json, ref path))
                continue;
            path = new AvroStatus(AvroErrorCode.EndOfData, 0, path).In(field.Name).Path;
            return false;
        }

        json.WriteEndObject();
        reader.Leave();
        return true;
    }

    private static bool TryWriteArray(ref AvroReader reader, AvroSchema items, Utf8JsonWriter json, ref string? path)
    {
        if (!reader.TryEnter())
            return false;
        json.WriteStartArray();
        while (reader.TryReadBlockCount(items.MinEncodedBytes, out var count))
        {
            if (count == 0)
            {
                json.WriteEndArray();
                reader.Leave();
                return true;
            }

            for (; count > 0; count--)
            {
                if (!TryWriteValue(ref reader, items, json, ref path))
                    return false;
            }
        }

        return false;
    }

    private static bool TryWriteMap(ref AvroReader reader, AvroSchema values, Utf8JsonWriter json, ref string? path)
    {
        if (!reader.TryEnter())
            return false;
        json.WriteStartObject();
        while (reader.TryReadBlockCount(1 + Math.Min(values.MinEncodedBytes, int.MaxValue - 1), out var count))
        {
            if (count == 0)
            {
                json.WriteEndObject();
                reader.Leave();
                return true;
            }

            for (; count > 0; count--)
            {
                if (!reader.TryReadUtf8(out var key))
                    return false;
                json.WritePropertyName(key);
                if (!TryWriteValue(ref reader, values, json, ref path))
                    return false;
            }
        }

        return false;
    }

    private static bool TryWriteUnion(ref AvroReader reader, UnionSchema union, Utf8JsonWriter json, ref string? path)
    {
        if (!reader.TryReadUnionIndex(union.BranchArray.Length, out var index))
            return false;
        var branch = union.BranchArray[index];
        if (branch.Type == AvroType.Null)
        {
            json.WriteNullValue();
            return true;
        }

        json.WriteStartObject();
        json.WritePropertyName(branch is NamedSchema named ? named.FullName : NameRules.WordOf(branch.Type));
        if (!TryWriteValue(ref reader, branch, json, ref path))
            return false;
        json.WriteEndObject();
        return true;
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
                if (float.IsFinite(value))
                    json.WriteNumberValue(value);
                else
                    json.WriteStringValue(NameOf(value));
                return true;
            case AvroType.Double when reader.TryReadDouble(out var value):
                if (double.IsFinite(value))
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

    private static string NameOf(double value) =>
        double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
