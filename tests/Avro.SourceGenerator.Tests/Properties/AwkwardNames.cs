namespace Avro.SourceGenerator.Tests.Properties;

/// <summary>Names that Avro takes and C# may stumble over.</summary>
internal static class AwkwardNames
{
    internal static readonly string[] Fields =
    [
        "class", "Class", "CLASS", "schema", "Schema", "schemaJson", "write", "Write", "read", "tryRead",
        "try_read", "equals",
        "Equals", "ToString", "get_hash_code", "GetHashCode", "EqualityContract", "PrintMembers", "clone",
        "deconstruct",
        "view", "writer", "writerValue", "reader", "value", "Value", "status", "items", "item", "item0",
        "entries", "count",
        "_", "__", "_1", "_a", "f0", "f1", "string", "object", "Guid", "System", "global", "record", "field",
        "required",
        "OrderPipeline", "x_y", "xY", "this", "other", "hash", "left", "right", "branch", "key", "code",
        "bytes", "position",
        "get_type", "to_record", "size", "span", "schemaFingerprint", "namespace", "int", "dynamic", "var",
        "file", "await",
    ];

    internal static readonly string[] Types =
    [
        "String", "Object", "object", "Guid", "Class", "class", "Event", "event", "record", "Record", "field",
        "Reader",
        "reader", "Item", "item", "Decimal", "DateTime", "List", "Type", "type", "Span", "Exception",
        "AvroReader", "AvroSchema",
        "dynamic", "nint", "partial", "required", "file", "scoped", "async", "await", "where", "Value", "View",
        "lower_case",
    ];

    internal static readonly string[] Spaces = ["", "namespace", "event.System", "a.b",
        "Global.OrderPipeline.Avro", "n._"];

    internal static readonly string[] Symbols =
    [
        "A", "a", "B_1", "class", "value__", "None", "Equals", "ToString", "GetHashCode", "_", "default",
        "null", "var",
    ];

    internal static readonly string[] Docs =
    [
        "One line.", "<b> & \"c\" */ /// </summary>", "two\nlines", "é中😀\u2028x", "", " ", "{0} $ @ \\ \r\n /*",
    ];
}
