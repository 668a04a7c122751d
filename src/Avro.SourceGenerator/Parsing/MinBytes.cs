using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>The fewest bytes that a record can have.</summary>
internal static class MinBytes
{
    public static int Of(RecordSchema record) => (int)Math.Min(Of(record, []), int.MaxValue);

    /// <summary>A record that holds itself (no data can) counts as none the second time.</summary>
    private static long Of(AvroSchema schema, HashSet<AvroSchema> outer) => schema.Type switch
    {
        AvroType.Null => 0,
        AvroType.Float => sizeof(float),
        AvroType.Double => sizeof(double),
        AvroType.Fixed => ((FixedSchema)schema).Size,
        AvroType.Record => OfFields((RecordSchema)schema, outer),
        _ => 1,
    };

    private static long OfFields(RecordSchema record, HashSet<AvroSchema> outer)
    {
        if (!outer.Add(record))
            return 0;
        var sum = record.Fields.Sum(field => Of(field.Schema, outer));
        outer.Remove(record);
        return Math.Min(sum, int.MaxValue);
    }
}
