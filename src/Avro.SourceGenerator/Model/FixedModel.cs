namespace OrderPipeline.Avro.SourceGenerator.Model;

internal sealed record FixedModel(string FullName, string? Doc, string Json, int Size)
    : TypeModel(FullName, Doc, Json);
