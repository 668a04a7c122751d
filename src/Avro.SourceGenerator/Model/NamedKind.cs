namespace OrderPipeline.Avro.SourceGenerator.Model;

internal enum NamedKind
{
    Record,
    Enum,
    Fixed,
}
