using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>Names that are different in Avro and one in C#.</summary>
internal sealed class NameClashes
{
    /// <summary>Namespaces that generated code takes types from.</summary>
    private static readonly string[] UsedNamespaces =
    [
        "System.Collections.Generic", "System.Diagnostics.CodeAnalysis", "System.Globalization", "System.Numerics",
        "System.Runtime.CompilerServices", "System.Text", "OrderPipeline.Avro.Schemas",
    ];

    /// <summary>The types themselves, but for generic ones, which no schema's type can be mistaken for.</summary>
    private static readonly HashSet<string> UsedTypes = new(
        new[]
        {
            "ArgumentException", "Array", "Convert", "DateOnly", "DateTime", "DateTimeOffset", "Guid", "HashCode",
            "InvalidOperationException", "MemoryExtensions", "TimeOnly", "TimeSpan", "Text.Encoding",
            "Numerics.BigInteger", "Globalization.CultureInfo", "Diagnostics.CodeAnalysis.UnscopedRef",
            "Diagnostics.CodeAnalysis.UnscopedRefAttribute", "Runtime.CompilerServices.InlineArray",
            "Runtime.CompilerServices.InlineArrayAttribute",
        }.Select(name => "System." + name).Concat(new[]
        {
            "AvroDecimal", "AvroDuration", "AvroException", "AvroLocalTimestampNanos", "AvroReader",
            "AvroReaderDecimalExtensions", "AvroReaderExtensions", "AvroStatus", "AvroTimestampNanos", "AvroWriter",
            "AvroWriterDecimalExtensions", "AvroWriterExtensions", "Schemas.AvroSchema", "Schemas.RecordSchema",
        }.Select(name => "OrderPipeline.Avro." + name)),
        StringComparer.Ordinal);

    private readonly HashSet<string> _views;
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);

    public NameClashes(IReadOnlyCollection<NamedSchema> types)
    {
        _views = new HashSet<string>(
            types.OfType<RecordSchema>().Where(HasView).Select(type => type.FullName + "View"), StringComparer.Ordinal);
        foreach (var space in types.Select(type => CSharpNames.Namespace(type.FullName)).Concat(UsedNamespaces))
        {
            for (var outer = space; outer.Length > 0; outer = CSharpNames.Namespace(outer))
                _namespaces.Add(outer);
        }
    }

    /// <summary>What is wrong with the type's name, null where nothing is.</summary>
    public string? Find(NamedSchema type)
    {
        var fullName = type.FullName;
        if (type.Name == "var"
            || UsedTypes.Contains(fullName)
            || type is RecordSchema && CSharpNames.IsTakenByRecords(type.Name)
            || type is FixedSchema && CSharpNames.IsTakenByFixed(type.Name))
        {
            return $"'{fullName}' has a name that generated C# needs itself: rename it.";
        }

        if (_namespaces.Contains(fullName))
            return $"'{fullName}' is both a type and a namespace, which C# does not allow: rename one of them.";
        return _views.Contains(fullName)
            ? $"'{fullName}' is the name that the view of another type has in C#: rename one of them."
            : null;
    }

    private static bool HasView(RecordSchema record) =>
        record.Fields.Count > 0 && record.Fields.All(field => ModelBuilder.Map(field.Schema).IsFlat);
}
