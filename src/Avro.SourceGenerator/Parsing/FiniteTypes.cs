using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>Finds records without any value: such as hold themselves with no way to end.</summary>
internal static class FiniteTypes
{
    /// <summary>The records that no data can be.</summary>
    public static IReadOnlyList<RecordSchema> FindImpossible(IEnumerable<NamedSchema> types)
    {
        var open = types.OfType<RecordSchema>().ToList();
        var possible = new HashSet<AvroSchema>();
        for (var before = int.MaxValue; open.Count < before;)
        {
            before = open.Count;
            foreach (var record in open.Where(record => record.Fields.All(field => HasValue(field.Schema, possible))))
                possible.Add(record);
            open.RemoveAll(possible.Contains);
        }

        return open;
    }

    private static bool HasValue(AvroSchema schema, HashSet<AvroSchema> possible) => schema switch
    {
        RecordSchema record => possible.Contains(record),
        UnionSchema union => union.Branches.Any(branch => HasValue(branch, possible)),
        EnumSchema symbols => symbols.Symbols.Count > 0,
        _ => true,
    };
}
