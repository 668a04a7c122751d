using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>The fewest bytes that a record can have.</summary>
internal static class MinBytes
{
    public static int Of(RecordSchema record) => (int)Math.Min(Of(record, []), int.MaxValue);

    /// <summary>A record that holds itself (no data can) counts as none the second time.</summary>
    private static long Of(AvroSchema schema, Dictionary<AvroSchema, long> known) => schema.Type switch
    {
        AvroType.Null => 0,
        AvroType.Float => sizeof(float),
        AvroType.Double => sizeof(double),
        AvroType.Fixed => ((FixedSchema)schema).Size,
        AvroType.Record => OfFields((RecordSchema)schema, known),
        _ => 1,
    };

    /// <summary>Each record once: records in records in two fields each would cost a power of their depth.</summary>
    private static long OfFields(RecordSchema record, Dictionary<AvroSchema, long> known)
    {
        if (known.TryGetValue(record, out var sum))
            return sum;
        known.Add(record, 0);
        sum = Math.Min(record.Fields.Sum(field => Of(field.Schema, known)), int.MaxValue);
        known[record] = sum;
        return sum;
    }
}
