namespace OrderPipeline.Avro.SourceGenerator.Model;

/// <summary>One .avsc as the compiler gave it; null text where it could not be read.</summary>
internal sealed record SchemaFile(string Path, string? Text);
