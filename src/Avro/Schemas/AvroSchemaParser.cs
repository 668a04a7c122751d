using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>Parses several schema texts that share their named types.</summary>
/// <remarks>
/// A text may refer to what an earlier one defined, and may define it again if it says the same. Not thread-safe; the
/// schemas it gives are. A text that fails leaves the parser as it was.
/// </remarks>
public sealed class AvroSchemaParser
{
    private readonly Dictionary<string, NamedSchema> _types = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether defaults are checked against their types; true unless set. A writer's schema from a registry
    /// may hold a
    /// wrong default that nobody will ever use.
    /// </summary>
    public bool ChecksDefaults { get; init; } = true;

    /// <summary>The named types known so far, by full name; of equal definitions the first.</summary>
    public IReadOnlyDictionary<string, NamedSchema> Types => _types;

    /// <summary>Parses one schema.</summary>
    /// <exception cref="AvroSchemaException">
    /// The text is no JSON, no valid schema, or contradicts an earlier text.
    /// </exception>
    public AvroSchema Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var root = SchemaNodeReader.Read(new SchemaText(json));
        var builder = new SchemaBuilder(_types);
        var schema = builder.Build(root);
        if (ChecksDefaults)
            new DefaultChecker().Check(builder.Defaults);
        builder.CheckRedefinitions();
        foreach (var type in builder.Types.Values)
            _types[type.FullName] = _types.TryGetValue(type.FullName, out var first) ? first : type;

        return schema;
    }
}
