using System.Text.Json;

namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>
/// Builds one text's schema from its nodes; names resolve in the text first, then in earlier texts.
/// </summary>
internal sealed class SchemaBuilder(Dictionary<string, NamedSchema> earlier)
{
    /// <summary>Schemas in schemas, so that everything that walks them can recurse.</summary>
    private const int MaxDepth = 256;

    private readonly List<(SchemaNode Node, NamedSchema Type)> _defined = [];

    /// <summary>The named types that this text defines, by full name.</summary>
    internal Dictionary<string, NamedSchema> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Fields with a default; they can be checked when every record has its fields.</summary>
    internal List<RecordField> Defaults { get; } = [];

    internal AvroSchema Build(SchemaNode node) => Build(node, null);

    /// <summary>A type that an earlier text defines may be defined again only in the same words.</summary>
    internal void CheckRedefinitions()
    {
        foreach (var (node, type) in _defined)
        {
            if (earlier.TryGetValue(type.FullName, out var first)
                && !string.Equals(first.ToSelfContainedJson(), type.ToSelfContainedJson(), StringComparison.Ordinal))
            {
                throw node.Error(
                    $"{NameRules.Quoted(type.FullName)} is defined differently in another schema",
                    SchemaFault.Conflict);
            }
        }
    }

    internal AvroSchema Build(SchemaNode node, string? space)
    {
        var schema = node.Kind switch
        {
            JsonValueKind.String => Refer(node, node.Value, space),
            JsonValueKind.Array => BuildUnion(node, space),
            JsonValueKind.Object => BuildObject(node, space),
            _ => throw node.Error($"a schema is a string, an object or an array, not {node.Described()}"),
        };
        return schema.Depth <= MaxDepth
            ? schema
            : throw node.Error($"the schema is nested deeper than {MaxDepth} levels");
    }

    internal void Define(SchemaNode node, NamedSchema type)
    {
        if (Types.ContainsKey(type.FullName))
            throw node.Error($"{NameRules.Quoted(type.FullName)} is defined a second time", SchemaFault.Duplicate);
        Types.Add(type.FullName, type);
        _defined.Add((node, type));
    }

    private AvroSchema BuildObject(SchemaNode node, string? space)
    {
        var type = node.Find("type") ?? throw node.Error("the attribute 'type' is missing");
        if (type.Kind != JsonValueKind.String)
            return Build(type, space);
        switch (type.Value)
        {
            case "record":
            case "error":
                return new RecordBuilder(this).Build(node, space, type.Value == "error");
            case "enum":
                return NamedTypeReader.ReadEnum(this, node, space);
            case "fixed":
                return NamedTypeReader.ReadFixed(this, node, space);
            case "array":
                return new ArraySchema(node, Build(Attributes.Required(node, "items"), space));
            case "map":
                return new MapSchema(node, Build(Attributes.Required(node, "values"), space));
            default:
                return NameRules.TryGetPrimitive(type.Value, out var primitive)
                    ? new PrimitiveSchema(primitive, node, LogicalTypes.Read(node, primitive))
                    : Refer(type, type.Value, space);
        }
    }

    private UnionSchema BuildUnion(SchemaNode node, string? space)
    {
        var branches = new AvroSchema[node.Children.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < branches.Length; i++)
        {
            var branch = Build(node.Children[i], space);
            if (branch.Type == AvroType.Union)
                throw node.Children[i].Error("a union may not hold a union");
            var name = branch is NamedSchema named ? named.FullName : NameRules.WordOf(branch.Type);
            if (!seen.Add(name))
                throw node.Children[i].Error($"the union holds {NameRules.Quoted(name)} twice", SchemaFault.Duplicate);
            branches[i] = branch;
        }

        return new UnionSchema(node, branches);
    }

    private AvroSchema Refer(SchemaNode node, string text, string? space)
    {
        if (NameRules.TryGetPrimitive(text, out var primitive))
            return new PrimitiveSchema(primitive, node, null);
        if (!NameRules.IsDottedName(text))
            throw node.Error($"{NameRules.Quoted(text)} is neither a type nor a name", SchemaFault.BadName);
        var hasNamespace = text.LastIndexOf('.') >= 0;
        var fullName = hasNamespace ? text : node.Joined(space, text);

        // Like Apache's parser, a name that its namespace does not know may be one without any.
        var found = Known(fullName) ?? (hasNamespace ? null : Known(text));
        return found ?? throw node.Unknown(fullName);
    }

    private NamedSchema? Known(string fullName) =>
        Types.TryGetValue(fullName, out var type) || earlier.TryGetValue(fullName, out type) ? type : null;
}
