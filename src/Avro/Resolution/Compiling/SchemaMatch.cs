using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>Which of the writer's types and fields a reader takes for its own.</summary>
internal static class SchemaMatch
{
    /// <summary>By unqualified name, then by the reader's aliases, which are full names.</summary>
    internal static bool NamesMatch(NamedSchema writer, NamedSchema reader) =>
        string.Equals(writer.Name, reader.Name, StringComparison.Ordinal) || reader.Aliases.Contains(writer.FullName);

    /// <summary>The writer's position for each of the reader's fields; below zero where it has none.</summary>
    internal static int[] MatchFields(RecordSchema writer, RecordSchema reader)
    {
        var byName = writer.FieldArray.ToDictionary(field => field.Name, field => field.Position);
        var matches = new int[reader.FieldArray.Length];
        foreach (var field in reader.FieldArray)
            matches[field.Position] = byName.Remove(field.Name, out var position) ? position : -1;

        // An alias may take only what no field has by its own name.
        foreach (var field in reader.FieldArray)
        {
            foreach (var alias in field.Aliases)
            {
                if (matches[field.Position] < 0 && byName.Remove(alias, out var position))
                    matches[field.Position] = position;
            }
        }

        return matches;
    }

    /// <summary>The type in an error: its name where it has one.</summary>
    internal static string Describe(AvroSchema schema) => schema switch
    {
        FixedSchema bytes => $"fixed {bytes.FullName} of {bytes.Size} bytes",
        EnumSchema symbols => $"enum {symbols.FullName}",
        RecordSchema record => $"record {record.FullName}",
        ArraySchema => "array",
        MapSchema => "map",
        UnionSchema union => $"[{string.Join(", ", union.Branches.Select(Describe))}]",
        _ => schema.Type.ToString().ToLowerInvariant(),
    };
}
