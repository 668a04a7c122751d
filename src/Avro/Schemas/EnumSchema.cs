using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>One of a list of symbols.</summary>
public sealed class EnumSchema : NamedSchema
{
    private Dictionary<string, int>? _positions;

    internal EnumSchema(SchemaNode node, SchemaName name, string[] symbols, string? defaultSymbol)
        : base(AvroType.Enum, node, name, null)
    {
        Symbols = symbols;
        Default = defaultSymbol;
    }

    /// <summary>The symbols, in the order that the encoding counts.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>The position of a symbol; below zero where it is none.</summary>
    internal int IndexOf(string symbol)
    {
        // Made when it is first asked for; by two threads at once it is the same twice.
        var positions = _positions;
        if (positions is null)
        {
            positions = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < Symbols.Count; i++)
                positions[Symbols[i]] = i;
            _positions = positions;
        }

        return positions.TryGetValue(symbol, out var position) ? position : -1;
    }

    /// <summary>What a reader takes for a writer's symbol it does not know; null where it refuses.</summary>
    public string? Default { get; }
}
