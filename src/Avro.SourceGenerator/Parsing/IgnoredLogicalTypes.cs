using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>
/// Finds logical types of the specification that do not count, since they stand on the wrong type or lack something;
/// unknown ones are somebody's own and none of our business.
/// </summary>
internal static class IgnoredLogicalTypes
{
    public static IEnumerable<(SchemaNode Place, string Message)> Find(NamedSchema type)
    {
        if (Misfit(type) is { } own)
            yield return own;
        foreach (var schema in SchemaWalk.Within(type).Where(schema => schema is not NamedSchema))
        {
            if (Misfit(schema) is { } inner)
                yield return inner;
        }

        if (type is not RecordSchema record)
            yield break;
        foreach (var field in record.Fields)
        {
            if (field.Schema.Logical is null && Known(field.Node!) is { } beside)
            {
                yield return (beside, $"The logical type '{beside.Value}' of '{field.Name}' is ignored: it stands "
                    + "beside the field's type. Put it into the type: \"type\": { \"type\": …, \"logicalType\": … }.");
            }
        }
    }

    private static (SchemaNode Place, string Message)? Misfit(AvroSchema schema) =>
        schema.Logical is null && Known(schema.Node) is { } ignored
            ? (ignored, $"The logical type '{ignored.Value}' is ignored: it needs {Needs(ignored.Value)}.")
            : null;

    private static SchemaNode? Known(SchemaNode node) =>
        node.Find("logicalType") is { } found && Needs(found.Value) is not null ? found : null;

    private static string? Needs(string name) => name switch
    {
        "decimal" => "bytes or a fixed, a 'precision' from 1 to what the fixed holds, a 'scale' from 0 to that",
        "big-decimal" => "bytes",
        "uuid" => "a string or a fixed of 16 bytes",
        "duration" => "a fixed of 12 bytes",
        "date" or "time-millis" => "an int",
        "time-micros" or "timestamp-millis" or "timestamp-micros" or "timestamp-nanos" or "local-timestamp-millis"
            or "local-timestamp-micros" or "local-timestamp-nanos" => "a long",
        _ => null,
    };
}
