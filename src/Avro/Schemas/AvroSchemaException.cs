using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>A schema that the specification forbids, and where in its text it goes wrong.</summary>
public sealed class AvroSchemaException : Exception
{
    internal AvroSchemaException(string reason, string path, SchemaLinePosition position)
        : base($"{path}: {reason} (line {position.Line + 1}, column {position.Column + 1})")
    {
        Reason = reason;
        Path = path;
        LinePosition = position;
    }

    /// <summary>What is wrong, without the place; one line.</summary>
    public string Reason { get; }

    /// <summary>JSON path of the offending value, for example <c>$.fields[2].type</c>.</summary>
    public string Path { get; }

    /// <summary>Where the offending value begins, both counts from zero.</summary>
    public SchemaLinePosition LinePosition { get; }

    /// <summary>
    /// The full name that is not known, where that is the reason: a file to be parsed first may define it.
    /// </summary>
    public string? UnknownName { get; internal init; }

    /// <summary>In which way the schema is wrong.</summary>
    internal SchemaFault Fault { get; init; }
}
