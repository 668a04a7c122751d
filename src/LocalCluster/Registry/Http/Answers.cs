using System.Text.Json;
using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>The bodies of answers, member by member as Confluent's API names them.</summary>
internal static class Answers
{
    /// <summary>Bytes of a list: many versions can share one long text, and each of them tells it.</summary>
    private const int MaxListLength = 64 << 20;

    public static void WriteVersion(Utf8JsonWriter answer, RegisteredVersion version, bool isResolved = false)
    {
        answer.WriteStartObject();
        answer.WriteString("subject", version.Subject);
        answer.WriteNumber("version", version.Version);
        answer.WriteNumber("id", version.Schema.Id);
        answer.WriteString("guid", version.Schema.Guid);
        WriteSchemaMembers(answer, version.Schema, isResolved);
        if (version.IsDeleted)
            answer.WriteBoolean("deleted", true);
        answer.WriteEndObject();
    }

    public static void WriteVersions(
        Utf8JsonWriter answer, IEnumerable<RegisteredVersion> versions, bool isResolved = false)
    {
        answer.WriteStartArray();
        foreach (var version in versions)
        {
            WriteVersion(answer, version, isResolved);
            if (answer.BytesCommitted + answer.BytesPending > MaxListLength)
                throw RegistryRefusals.BadRequest(
                    "The answer is longer than 64 MiB; ask for a part of it with offset and limit.");
        }

        answer.WriteEndArray();
    }

    /// <summary>What a registration gives: the version without its subject, which the caller knows.</summary>
    public static void WriteRegistered(Utf8JsonWriter answer, RegisteredVersion version)
    {
        answer.WriteStartObject();
        answer.WriteNumber("id", version.Schema.Id);
        answer.WriteNumber("version", version.Version);
        answer.WriteString("guid", version.Schema.Guid);
        WriteSchemaMembers(answer, version.Schema, isResolved: false);
        answer.WriteEndObject();
    }

    /// <param name="answer">The body.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="isResolved">Its text holds what it refers to.</param>
    /// <param name="maxId">The highest id of its context, for whoever asks for it.</param>
    public static void WriteSchema(Utf8JsonWriter answer, StoredSchema schema, bool isResolved, int? maxId = null)
    {
        answer.WriteStartObject();
        WriteSchemaMembers(answer, schema, isResolved);
        if (maxId is { } number)
            answer.WriteNumber("maxId", number);
        answer.WriteEndObject();
    }

    /// <summary>The schema's own JSON as the whole answer, with comments where it has some.</summary>
    public static void WriteText(Utf8JsonWriter answer, StoredSchema schema, bool isResolved) =>
        answer.WriteRawValue(isResolved ? ResolvedForm.Of(schema) : schema.Text, skipInputValidation: true);

    public static void WriteUses(Utf8JsonWriter answer, IEnumerable<RegisteredVersion> uses)
    {
        answer.WriteStartArray();
        foreach (var use in uses)
        {
            answer.WriteStartObject();
            answer.WriteString("subject", use.Subject);
            answer.WriteNumber("version", use.Version);
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
    }

    public static void WriteStrings(Utf8JsonWriter answer, IEnumerable<string> values)
    {
        answer.WriteStartArray();
        foreach (var value in values)
            answer.WriteStringValue(value);
        answer.WriteEndArray();
    }

    public static void WriteNumbers(Utf8JsonWriter answer, IEnumerable<int> values)
    {
        answer.WriteStartArray();
        foreach (var value in values)
            answer.WriteNumberValue(value);
        answer.WriteEndArray();
    }

    /// <summary>An object with one string.</summary>
    public static void WriteMember(Utf8JsonWriter answer, string name, string value)
    {
        answer.WriteStartObject();
        answer.WriteString(name, value);
        answer.WriteEndObject();
    }

    /// <summary>AVRO is the type of schemas that name none, so it is not named.</summary>
    private static void WriteSchemaMembers(Utf8JsonWriter answer, StoredSchema schema, bool isResolved)
    {
        if (schema.References.Count > 0)
        {
            answer.WriteStartArray("references");
            foreach (var reference in schema.References)
            {
                answer.WriteStartObject();
                answer.WriteString("name", reference.Name);
                answer.WriteString("subject", reference.Subject);
                answer.WriteNumber("version", reference.Version);
                answer.WriteEndObject();
            }

            answer.WriteEndArray();
        }

        if (schema.Extras.Metadata is { } metadata)
        {
            answer.WritePropertyName("metadata");
            answer.WriteRawValue(metadata);
        }

        if (schema.Extras.RuleSet is { } rules)
        {
            answer.WritePropertyName("ruleSet");
            answer.WriteRawValue(rules);
        }

        answer.WriteString("schema", isResolved ? ResolvedForm.Of(schema) : schema.Text);
    }
}
