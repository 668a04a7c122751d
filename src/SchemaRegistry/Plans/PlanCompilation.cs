using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.SchemaRegistry.Plans;

/// <summary>Makes a plan of a schema that was fetched, or the words why there is none.</summary>
internal static class PlanCompilation
{
    /// <param name="name">The schema's name in the words.</param>
    /// <param name="schemaId">The id the plan is found by; 0 where it is found otherwise.</param>
    /// <param name="schema">The writer's schema.</param>
    /// <param name="reader">Ours.</param>
    /// <param name="client">Where references are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SchemaRegistryException">A reference cannot be fetched.</exception>
    public static async Task<ReaderPlan> CompileAsync(
        string name,
        int schemaId,
        Schema schema,
        AvroSchema reader,
        ISchemaRegistryClient client,
        CancellationToken cancellationToken)
    {
        if (schema.SchemaType != SchemaType.Avro)
            return new ReaderPlan(schemaId, $"{name} is not an Avro schema");
        try
        {
            var writer = await WriterSchemas.ParseAsync(schema, client, cancellationToken);
            return reader is RecordSchema && writer is not (RecordSchema or UnionSchema)
                ? new ReaderPlan(schemaId, $"{name} is no record: is it the schema of a key?")
                : new ReaderPlan(schemaId, AvroResolver.Compile(writer, reader));
        }
        catch (AvroSchemaException error)
        {
            return new ReaderPlan(schemaId, $"{name} is not a valid Avro schema: {error.Message}");
        }
        catch (WriterSchemaException error)
        {
            return new ReaderPlan(schemaId, $"{name} cannot be put together: {error.Message}");
        }
        catch (AvroResolutionException error)
        {
            return new ReaderPlan(schemaId, $"{name} does not resolve: {error.Message}");
        }
        catch (SchemaRegistryException failure) when (failure.Failure == SchemaRegistryFailure.NotFound)
        {
            throw new SchemaRegistryException(
                failure.Failure, $"{name}: {failure.Message}", failure.ErrorCode, failure.Status, failure);
        }
    }
}
