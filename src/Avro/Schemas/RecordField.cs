using System.Text.Json;
using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>One field of a record.</summary>
public sealed class RecordField
{
    internal RecordField(string name, AvroSchema schema, int position, SchemaNode? defaultNode)
    {
        Name = name;
        Schema = schema;
        Position = position;
        DefaultNode = defaultNode;
        Default = defaultNode?.ToElement() ?? default;
    }

    /// <summary>The field's name, unique in its record.</summary>
    public string Name { get; }

    /// <summary>Other names under which a writer may know the field.</summary>
    public IReadOnlyList<string> Aliases { get; internal init; } = [];

    /// <summary>What the schema says of the field; null where nothing.</summary>
    public string? Doc { get; internal init; }

    /// <summary>The schema of the field's values.</summary>
    public AvroSchema Schema { get; }

    /// <summary>Whether a reader can do without the field; the default may be null.</summary>
    public bool HasDefault => DefaultNode is not null;

    /// <summary>
    /// The default in Avro's JSON for defaults (bytes and fixed as text of code points 0 to 255, a union's
    /// without its
    /// branch: the first branch it fits); undefined where <see cref="HasDefault"/> is false.
    /// </summary>
    public JsonElement Default { get; }

    /// <summary>How the field counts in sorting.</summary>
    public FieldOrder Order { get; internal init; }

    /// <summary>Zero-based position in the record.</summary>
    public int Position { get; }

    /// <summary>The field as it stands in the schema's text.</summary>
    internal SchemaNode? Node { get; init; }

    /// <summary>The default as it stands in the schema's text, or null.</summary>
    internal SchemaNode? DefaultNode { get; }
}
