namespace OrderPipeline.SchemaRegistry;

/// <summary>A schema as the registry keeps it: text, type and the schemas of other subjects it uses.</summary>
/// <remarks>Two schemas are equal when type, text and references are the same to the letter.</remarks>
public sealed class Schema : IEquatable<Schema>
{
    /// <summary>Takes a schema's text as it is to be registered or as it was fetched.</summary>
    public Schema(
        string schemaString,
        SchemaType schemaType = SchemaType.Avro,
        IReadOnlyList<SchemaReference>? references = null)
    {
        ArgumentNullException.ThrowIfNull(schemaString);
        SchemaString = schemaString;
        SchemaType = schemaType;
        References = references ?? [];
    }

    /// <summary>The schema's text; for Avro its JSON.</summary>
    public string SchemaString { get; }

    /// <summary>The language of <see cref="SchemaString"/>; the registry's default is Avro.</summary>
    public SchemaType SchemaType { get; }

    /// <summary>Schemas of other subjects whose names the text uses; empty when it stands alone.</summary>
    public IReadOnlyList<SchemaReference> References { get; }

    /// <summary>True when type, text and references are the same to the letter.</summary>
    public bool Equals(Schema? other) =>
        other is not null
        && SchemaType == other.SchemaType
        && SchemaString == other.SchemaString
        && References.SequenceEqual(other.References);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Schema);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(SchemaString.GetHashCode(StringComparison.Ordinal), SchemaType, References.Count);
}
