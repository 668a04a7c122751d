using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>A parsed Avro schema; immutable, safe for any number of threads.</summary>
public abstract class AvroSchema
{
    private string? _json;
    private string? _selfContainedJson;

    private protected AvroSchema(AvroType type, SchemaNode node, LogicalType? logical)
    {
        Type = type;
        Logical = logical;
        Node = node;
        MinEncodedBytes = type switch
        {
            AvroType.Null or AvroType.Record or AvroType.Fixed => 0,
            AvroType.Float => sizeof(float),
            AvroType.Double => sizeof(double),
            _ => 1,
        };
    }

    /// <summary>Which kind of schema it is; it tells the class, too.</summary>
    public AvroType Type { get; }

    /// <summary>What the values mean beyond their type; null where nothing (well-formed and known) is said.</summary>
    public LogicalType? Logical { get; }

    /// <summary>The schema's text as given, without whitespace; references to named types stay references.</summary>
    public string Json => _json ??= Node.CompactText();

    /// <summary>The fewest bytes that any value of this schema has in the binary encoding.</summary>
    public int MinEncodedBytes { get; private protected set; }

    /// <summary>The schema as it stands in its text.</summary>
    internal SchemaNode Node { get; }

    /// <summary>Levels of schemas in schemas, this one included; a recursive reference counts as none.</summary>
    internal int Depth { get; private protected set; } = 1;

    /// <summary>Parses one schema that stands for itself.</summary>
    /// <exception cref="AvroSchemaException">The text is no JSON or no valid schema.</exception>
    public static AvroSchema Parse(string json) => new AvroSchemaParser().Parse(json);

    /// <summary>
    /// The schema as text that can be parsed alone: every named type stands in full, with its namespace, where it is
    /// first used, also those that another text defined. Attributes the specification does not know are left out.
    /// </summary>
    public string ToSelfContainedJson() => _selfContainedJson ??= SelfContainedJson.Of(this);

    /// <summary>The schema's text as given, without whitespace.</summary>
    public override string ToString() => Json;
}
