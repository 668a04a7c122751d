namespace OrderPipeline.Avro.Schemas;

/// <summary>A place in a schema's text.</summary>
/// <param name="Line">Zero-based.</param>
/// <param name="Column">Zero-based, in UTF-16 code units.</param>
public readonly record struct SchemaLinePosition(int Line, int Column);
