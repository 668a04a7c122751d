namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>A default that Avro allows and C# cannot hold.</summary>
internal sealed class DefaultException(string message) : Exception(message);
