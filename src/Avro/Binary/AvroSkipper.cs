using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro;

/// <summary>Reads over values of any schema, checking them as closely as if they were wanted.</summary>
public static class AvroSkipper
{
    /// <summary>Skips one value; where it is not valid the reader tells why.</summary>
    public static bool TrySkip(ref AvroReader reader, AvroSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return schema.Type switch
        {
            AvroType.Null => true,
            AvroType.Boolean => reader.TryReadBoolean(out _),
            AvroType.Int => reader.TryReadInt(out _),
            AvroType.Long => reader.TryReadLong(out _),
            AvroType.Float => reader.TryReadFixed(sizeof(float), out _),
            AvroType.Double => reader.TryReadFixed(sizeof(double), out _),
            AvroType.Bytes => reader.TryReadBytes(out _),
            AvroType.String => reader.TryReadUtf8(out _),
            AvroType.Fixed => reader.TryReadFixed(((FixedSchema)schema).Size, out _),
            AvroType.Enum => reader.TryReadEnum(((EnumSchema)schema).Symbols.Count, out _),
            AvroType.Array => TrySkipArray(ref reader, ((ArraySchema)schema).Items),
            AvroType.Map => TrySkipMap(ref reader, ((MapSchema)schema).Values),
            AvroType.Union => TrySkipUnion(ref reader, ((UnionSchema)schema).BranchArray),
            _ => TrySkipRecord(ref reader, ((RecordSchema)schema).FieldArray),
        };
    }

    /// <summary>
    /// Checks that the data is one value of the schema and nothing more; never throws, never allocates.
    /// </summary>
    public static AvroStatus Check(ReadOnlySpan<byte> data, AvroSchema schema)
    {
        var reader = new AvroReader(data);
        return TrySkip(ref reader, schema) && reader.TryReadEnd() ? AvroStatus.Ok : reader.Status();
    }

    private static bool TrySkipRecord(ref AvroReader reader, RecordField[] fields)
    {
        if (!reader.TryEnter())
            return false;
        foreach (var field in fields)
        {
            if (!TrySkip(ref reader, field.Schema))
                return false;
        }

        reader.Leave();
        return true;
    }

    private static bool TrySkipUnion(ref AvroReader reader, AvroSchema[] branches) =>
        reader.TryReadUnionIndex(branches.Length, out var index) && TrySkip(ref reader, branches[index]);

    private static bool TrySkipArray(ref AvroReader reader, AvroSchema items)
    {
        if (!reader.TryEnter())
            return false;
        while (reader.TryReadBlockCount(items.MinEncodedBytes, out var count))
        {
            if (count == 0)
            {
                reader.Leave();
                return true;
            }

            for (; count > 0; count--)
            {
                if (!TrySkip(ref reader, items))
                    return false;
            }
        }

        return false;
    }

    private static bool TrySkipMap(ref AvroReader reader, AvroSchema values)
    {
        if (!reader.TryEnter())
            return false;
        while (reader.TryReadBlockCount(1 + Math.Min(values.MinEncodedBytes, int.MaxValue - 1), out var count))
        {
            if (count == 0)
            {
                reader.Leave();
                return true;
            }

            for (; count > 0; count--)
            {
                if (!reader.TryReadUtf8(out _) || !TrySkip(ref reader, values))
                    return false;
            }
        }

        return false;
    }
}
