using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.SchemaRegistry.Plans;

/// <summary>Parses a writer's schema together with the schemas of other subjects that it refers to.</summary>
internal static class WriterSchemas
{
    private const int MostReferences = 1000;

    /// <exception cref="AvroSchemaException">A text is not valid, or there are too many references.</exception>
    /// <exception cref="SchemaRegistryException">A reference cannot be fetched.</exception>
    public static async Task<AvroSchema> ParseAsync(
        Schema schema, ISchemaRegistryClient client, CancellationToken cancellationToken)
    {
        // A writer's defaults matter to nobody who reads; a wrong one must not cost its records.
        var parser = new AvroSchemaParser { ChecksDefaults = false };
        var seen = new HashSet<(string Subject, int Version)>();
        await ParseReferencesAsync(schema);
        return parser.Parse(schema.SchemaString);

        async Task ParseReferencesAsync(Schema referring)
        {
            foreach (var reference in referring.References)
            {
                if (!seen.Add((reference.Subject, reference.Version)))
                    continue;
                if (seen.Count > MostReferences)
                    throw new SchemaRegistryException(
                        SchemaRegistryFailure.BadAnswer, $"a schema has more than {MostReferences} references");
                var found = await client.GetRegisteredSchemaAsync(
                    reference.Subject, reference.Version, cancellationToken);

                // What a text refers to has to be known before it.
                await ParseReferencesAsync(found.Schema);
                parser.Parse(found.Schema.SchemaString);
            }
        }
    }
}
