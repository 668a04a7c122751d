using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>One of a list of symbols.</summary>
public sealed class EnumSchema : NamedSchema
{
    internal EnumSchema(SchemaNode node, SchemaName name, string[] symbols, string? defaultSymbol)
        : base(AvroType.Enum, node, name, null)
    {
        Symbols = symbols;
        Default = defaultSymbol;
    }

    /// <summary>The symbols, in the order that the encoding counts.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>What a reader takes for a writer's symbol it does not know; null where it refuses.</summary>
    public string? Default { get; }
}
