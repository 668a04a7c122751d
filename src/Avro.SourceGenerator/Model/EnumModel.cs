namespace OrderPipeline.Avro.SourceGenerator.Model;

internal sealed record EnumModel(string FullName, string? Doc, string Json, ValueArray<string> Symbols)
    : TypeModel(FullName, Doc, Json);
