namespace OrderPipeline.Avro.SourceGenerator.Model;

internal sealed record EnumModel(
    string FullName, string? Doc, string Json, ValueArray<string> Symbols, string? Default)
    : TypeModel(FullName, Doc, Json);
