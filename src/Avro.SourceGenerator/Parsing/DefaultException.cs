using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>A default that Avro allows and C# cannot hold.</summary>
internal sealed class DefaultException(string message, SchemaNode value) : Exception(message)
{
    /// <summary>Where it stands.</summary>
    public SchemaNode Value { get; } = value;
}
