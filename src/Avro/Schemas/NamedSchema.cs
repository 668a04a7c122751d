using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>A record, enum or fixed: what has a name and can be referred to by it.</summary>
public abstract class NamedSchema : AvroSchema
{
    private protected NamedSchema(AvroType type, SchemaNode node, SchemaName name, LogicalType? logical)
        : base(type, node, logical)
    {
        Name = name.Name;
        Namespace = name.Namespace;
        FullName = name.FullName;
        Aliases = name.Aliases;
        Doc = name.Doc;
    }

    /// <summary>The name without its namespace.</summary>
    public string Name { get; }

    /// <summary>The namespace, written or inherited; null where there is none.</summary>
    public string? Namespace { get; }

    /// <summary>Namespace and name, joined by a dot.</summary>
    public string FullName { get; }

    /// <summary>Full names under which a writer may know this type.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>What the schema says of the type; null where nothing.</summary>
    public string? Doc { get; }
}
