using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Sorting;

/// <summary>Looks for a map that counts in comparisons.</summary>
internal static class MapFinder
{
    /// <summary>Where the first one stands, or null where there is none.</summary>
    internal static string? Find(AvroSchema schema) => Find(schema, "the value", []);

    private static string? Find(AvroSchema schema, string path, HashSet<RecordSchema> seen)
    {
        switch (schema)
        {
            case MapSchema:
                return path;
            case ArraySchema array:
                return Find(array.Items, path + "[]", seen);
            case UnionSchema union:
                return union.Branches
                    .Select(branch => Find(branch, path, seen))
                    .FirstOrDefault(found => found is not null);
            case RecordSchema record when seen.Add(record):
                // A record's fields are looked at once, so the chain of names is as long as the schema is deep.
                return record.Fields
                    .Where(field => field.Order != FieldOrder.Ignore)
                    .Select(field => Find(field.Schema, record.Name + "." + field.Name, seen))
                    .FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }
}
