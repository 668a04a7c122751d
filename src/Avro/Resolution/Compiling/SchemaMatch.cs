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

    /// <summary>
    /// Whether a value of the writer's type has its own branch in a reader's union, no promotion needed; whether that
    /// branch takes it is another question.
    /// </summary>
    internal static bool CouldBe(AvroSchema writer, AvroSchema branch) =>
        writer.Type == branch.Type
        && (writer is not NamedSchema from || NamesMatch(from, (NamedSchema)branch));

    /// <summary>
    /// Decimals match where precision and scale do; one that the other side has not declared is ignored.
    /// </summary>
    internal static bool DecimalsMatch(AvroSchema writer, AvroSchema reader) =>
        writer.Logical is not { Kind: LogicalTypeKind.Decimal } from
        || reader.Logical is not { Kind: LogicalTypeKind.Decimal } to
        || (from.Scale == to.Scale && from.Precision == to.Precision);

    /// <summary>
    /// The reader's position, or its default's, for each of the writer's symbols; -1 where there is none.
    /// </summary>
    internal static int[] MatchSymbols(EnumSchema writer, EnumSchema reader)
    {
        var positions = new Dictionary<string, int>(reader.Symbols.Count, StringComparer.Ordinal);
        for (var i = 0; i < reader.Symbols.Count; i++)
            positions.Add(reader.Symbols[i], i);
        var fallback = reader.Default is null ? -1 : positions[reader.Default];
        return [.. writer.Symbols.Select(symbol => positions.GetValueOrDefault(symbol, fallback))];
    }

    /// <summary>The writer's symbols that the reader takes for nothing, in the writer's order.</summary>
    internal static List<string> MissingSymbols(EnumSchema writer, EnumSchema reader)
    {
        if (reader.Default is not null)
            return [];
        var known = new HashSet<string>(reader.Symbols, StringComparer.Ordinal);
        return [.. writer.Symbols.Where(symbol => !known.Contains(symbol))];
    }

    /// <summary>What both sides have, for an error.</summary>
    internal static string Difference(AvroSchema writer, AvroSchema reader) =>
        $"the writer has {Describe(writer)}, the reader {Describe(reader)}";

    internal static string NoDefault(RecordSchema writer, RecordField field) =>
        $"the writer's {writer.FullName} has no such field, and the reader's {Describe(field.Schema)} no default";

    /// <summary>The type in an error: its name where it has one.</summary>
    internal static string Describe(AvroSchema schema) => schema switch
    {
        FixedSchema { Logical: { Kind: LogicalTypeKind.Decimal } number } bytes =>
            $"fixed {bytes.FullName} of {bytes.Size} bytes, decimal({number.Precision}, {number.Scale})",
        FixedSchema bytes => $"fixed {bytes.FullName} of {bytes.Size} bytes",
        EnumSchema symbols => $"enum {symbols.FullName}",
        RecordSchema record => $"record {record.FullName}",
        ArraySchema => "array",
        MapSchema => "map",
        UnionSchema union => DescribeUnion(union),
        { Logical: { Kind: LogicalTypeKind.Decimal } number } =>
            $"{Word(schema.Type)} decimal({number.Precision}, {number.Scale})",
        _ => Word(schema.Type),
    };

    private static string DescribeUnion(UnionSchema union)
    {
        const int most = 10;
        var named = string.Join(", ", union.Branches.Take(most).Select(Describe));
        return union.Branches.Count > most ? $"[{named}, {union.Branches.Count - most} more]" : $"[{named}]";
    }

    private static string Word(AvroType type) => type.ToString().ToLowerInvariant();
}
