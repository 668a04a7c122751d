using System.Globalization;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.SchemaRegistry.Plans;

/// <summary>Parses a writer's schema together with the schemas of other subjects that it refers to.</summary>
internal sealed class WriterSchemas
{
    private const int MostReferences = 1000;
    private const int DeepestReference = 64;

    // A writer's defaults matter to nobody who reads; a wrong one must not cost its records.
    private readonly AvroSchemaParser _parser = new() { ChecksDefaults = false };
    private readonly HashSet<(string Subject, int Version)> _seen = [];
    private readonly HashSet<string> _names = [];
    private readonly List<string> _open = []; // the references on the way to the one that is read now
    private readonly ISchemaRegistryClient _client;

    private WriterSchemas(ISchemaRegistryClient client) => _client = client;

    /// <exception cref="AvroSchemaException">A text is not valid.</exception>
    /// <exception cref="WriterSchemaException">References go in a circle, too deep, or are too many.</exception>
    /// <exception cref="SchemaRegistryException">A reference cannot be fetched.</exception>
    public static async Task<AvroSchema> ParseAsync(
        Schema schema, ISchemaRegistryClient client, CancellationToken cancellationToken)
    {
        var schemas = new WriterSchemas(client);
        await schemas.ParseReferencesAsync(schema, cancellationToken);
        return schemas._parser.Parse(schema.SchemaString);
    }

    private async Task ParseReferencesAsync(Schema referring, CancellationToken cancellationToken)
    {
        foreach (var reference in referring.References)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{reference.Subject} version {reference.Version}");
            if (_open.Contains(name))
                throw new WriterSchemaException($"it refers to itself: {string.Join(" → ", [.. _open, name])}");

            // Of two versions of one name the first counts, as for Confluent's own readers.
            if (!_names.Add(reference.Name) || !_seen.Add((reference.Subject, reference.Version)))
                continue;
            if (_seen.Count > MostReferences)
                throw new WriterSchemaException($"it has more than {MostReferences} references");
            if (_open.Count == DeepestReference)
                throw new WriterSchemaException($"its references go deeper than {DeepestReference}");

            var found = await FetchAsync(reference, name, cancellationToken);
            if (found.SchemaType != SchemaType.Avro)
                throw new WriterSchemaException($"it refers to {name}, which is not Avro");

            if (reference.Version < 0 && !_seen.Add((reference.Subject, found.Version)))
                continue;

            // What a text refers to has to be known before it.
            _open.Add(name);
            await ParseReferencesAsync(found.Schema, cancellationToken);
            _open.RemoveAt(_open.Count - 1);
            _parser.Parse(found.SchemaString);
        }
    }

    private async Task<RegisteredSchema> FetchAsync(
        SchemaReference reference, string name, CancellationToken cancellationToken)
    {
        try
        {
            // What was deleted softly after it was referred to is still part of the schema.
            return reference.Version < 0
                ? await _client.GetLatestSchemaAsync(reference.Subject, cancellationToken)
                : await _client.GetRegisteredSchemaAsync(
                    reference.Subject, reference.Version, ignoreDeletedSchemas: false, cancellationToken);
        }
        catch (SchemaRegistryException failure) when (failure.Failure == SchemaRegistryFailure.NotFound)
        {
            throw new SchemaRegistryException(
                failure.Failure,
                $"it refers to {name}, which is unknown: {failure.Message}",
                failure.ErrorCode,
                failure.Status,
                failure);
        }
    }
}
