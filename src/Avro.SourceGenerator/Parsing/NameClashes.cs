using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>Names that are different in Avro and one in C#.</summary>
internal sealed class NameClashes
{
    private readonly HashSet<string> _types;
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);

    public NameClashes(IReadOnlyCollection<NamedSchema> types)
    {
        _types = new HashSet<string>(types.Select(type => type.FullName), StringComparer.Ordinal);
        foreach (var type in types)
        {
            var space = CSharpNames.Namespace(type.FullName);
            for (; space.Length > 0; space = CSharpNames.Namespace(space))
                _namespaces.Add(space);
        }
    }

    /// <summary>What is wrong with the type's name, null where nothing is.</summary>
    public string? Find(NamedSchema type)
    {
        var fullName = type.FullName;
        if (type.Name == "var"
            || type is RecordSchema && CSharpNames.IsTakenByRecords(type.Name)
            || type is FixedSchema && CSharpNames.IsTakenByFixed(type.Name))
        {
            return $"'{fullName}' has a name that generated C# needs itself: rename it.";
        }

        if (_namespaces.Contains(fullName))
            return $"'{fullName}' is both a type and a namespace, which C# does not allow: rename one of them.";
        if (fullName.EndsWith("View", StringComparison.Ordinal)
            && _types.Contains(fullName.Substring(0, fullName.Length - "View".Length)))
        {
            return $"'{fullName}' is the name that the view of another type has in C#: rename one of them.";
        }

        return null;
    }
}
