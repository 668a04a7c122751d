using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>A sequence of named fields.</summary>
public sealed class RecordSchema : NamedSchema
{
    private RecordField[] _fields = [];

    internal RecordSchema(SchemaNode node, SchemaName name, bool isError)
        : base(AvroType.Record, node, name, null)
    {
        IsError = isError;
    }

    /// <summary>The fields, in the order of the encoding.</summary>
    public IReadOnlyList<RecordField> Fields => _fields;

    /// <summary>The fields without an interface in between.</summary>
    internal RecordField[] FieldArray => _fields;

    /// <summary>True where the schema says <c>error</c> instead of <c>record</c>.</summary>
    public bool IsError { get; }

    /// <summary>Gives the fields, once: a recursive record must exist before its fields can be parsed.</summary>
    internal void Complete(RecordField[] fields)
    {
        _fields = fields;
        var minBytes = 0L;
        foreach (var field in fields)
        {
            Depth = Math.Max(Depth, field.Schema.Depth + 1);
            minBytes += field.Schema.MinEncodedBytes;
        }

        // A record within itself counts as nothing here: the sum stays a lower bound.
        MinEncodedBytes = (int)Math.Min(minBytes, int.MaxValue);
    }
}
