using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.SourceGenerator.Diagnostics;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>What is wrong with types whose schemas are valid.</summary>
internal sealed class SchemaChecks
{
    private readonly HashSet<NamedSchema> _left = [];
    private readonly HashSet<FixedSchema> _plain = [];

    public SchemaChecks(IReadOnlyList<NamedSchema> types)
    {
        FindPlainFixed(types);
        FindNames(types);
        foreach (var type in FiniteTypes.FindImpossible(types))
        {
            Add(
                SchemaDiagnostics.NoValue,
                $"'{type.FullName}' has no value: each would hold another without end. Make a field optional, an array "
                    + "or a map.",
                type,
                NameOf(type));
        }

        foreach (var type in types)
        {
            foreach (var (place, message) in IgnoredLogicalTypes.Find(type))
                Add(SchemaDiagnostics.IgnoredLogicalType, message, type, place.Position);
            FindSharedTypes(type);
        }

        foreach (var (type, place, message) in AliasClashes.Find(types))
            Add(SchemaDiagnostics.ClashingAlias, message, type, place.Position);
    }

    /// <summary>Each with its id, a sentence, the type it stands in and the place.</summary>
    public List<(string Id, string Message, NamedSchema Type, SchemaLinePosition Place)> Problems { get; } = [];

    /// <summary>
    /// Whether the type becomes C#: its name allows it, and it is no fixed that is a .NET type wherever it is used.
    /// </summary>
    public bool IsGenerated(NamedSchema type) =>
        !_left.Contains(type) && (type is not FixedSchema { Logical: not null } bytes || _plain.Contains(bytes));

    /// <summary>Fixed types whose logical type a union cannot show, so that they need a type of their own.</summary>
    private void FindPlainFixed(IReadOnlyList<NamedSchema> types)
    {
        foreach (var union in types.SelectMany(SchemaWalk.Within).OfType<UnionSchema>())
            _plain.UnionWith(UnionBranches.Displaced(union).OfType<FixedSchema>());
    }

    private void FindNames(IReadOnlyList<NamedSchema> types)
    {
        var clashes = new NameClashes(types);
        foreach (var type in types.Where(IsGenerated))
        {
            if (clashes.Find(type) is not { } clash)
                continue;
            Add(SchemaDiagnostics.ClashingName, clash, type, NameOf(type));
            _left.Add(type);
        }
    }

    private void FindSharedTypes(NamedSchema type)
    {
        foreach (var union in SchemaWalk.Within(type).OfType<UnionSchema>())
        {
            foreach (var branch in UnionBranches.Displaced(union))
            {
                var index = union.Branches.ToList().IndexOf(branch);
                Add(
                    SchemaDiagnostics.SharedType,
                    $"An earlier branch of the union is {Shown(ModelBuilder.Map(branch))}, too: this one is "
                        + $"{Shown(ModelBuilder.Underlying(branch))} in C#.",
                    type,
                    union.Node.Children[index].Position);
            }
        }
    }

    private static string Shown(TypeRef type) => type.CSharp.Replace("global::", "");

    private static SchemaLinePosition NameOf(NamedSchema type) => type.Node.Find("name")!.Position;

    private void Add(string id, string message, NamedSchema type, SchemaLinePosition place) =>
        Problems.Add((id, message, type, place));
}
