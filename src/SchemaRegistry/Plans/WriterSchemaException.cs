namespace OrderPipeline.SchemaRegistry.Plans;

/// <summary>A writer's schema can never be put together; the message is the end of a sentence about it.</summary>
internal sealed class WriterSchemaException(string message) : Exception(message);
