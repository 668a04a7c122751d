using System.Globalization;
using System.Text;
using System.Text.Json;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>Parses drafts and stored schemas; pure functions, called outside the store's lock.</summary>
internal static class SchemaChecker
{
    /// <summary>Schemas behind one schema, those they refer to included.</summary>
    private const int MaxReferenced = 256;

    /// <summary>UTF-16 units of the texts behind one schema.</summary>
    private const int MaxReferencedLength = 4 << 20;

    /// <summary>UTF-16 units of a name: what is wrong with a schema is told with the names on the way to it.</summary>
    private const int MaxNameLength = 512;

    /// <param name="draft">What a request brings.</param>
    /// <param name="referenced">The schemas behind its references, in their order.</param>
    /// <param name="isNew">
    /// Whether it may become a version. What is only looked for may hold a default that does not fit its type.
    /// </param>
    /// <exception cref="RegistryRefusalException">42201: the parser refuses it, in its words.</exception>
    public static CheckedSchema Check(SchemaDraft draft, IReadOnlyList<StoredSchema> referenced, bool isNew)
    {
        if (string.IsNullOrWhiteSpace(draft.Text))
            throw RegistryRefusals.InvalidSchema("the text is empty.");
        var parser = new AvroSchemaParser { ChecksDefaults = isNew };
        ParseReferenced(parser, referenced, []);
        try
        {
            string[] known = [.. parser.Types.Keys];
            var parsed = parser.Parse(draft.Text);
            RequireShortNames(parsed.Json);
            var normal = NormalForm.Of(parsed.Json, known);
            var text = draft.Normalize ? normal : draft.Text;
            return new CheckedSchema(text, normal, draft.References, referenced, parsed, draft.Extras);
        }
        catch (AvroSchemaException e)
        {
            throw RegistryRefusals.InvalidSchema(e.Message, e);
        }
    }

    /// <summary>A stored schema with the types it refers to.</summary>
    public static AvroSchema Parse(StoredSchema schema)
    {
        var parser = new AvroSchemaParser { ChecksDefaults = false };
        ParseReferenced(parser, schema.Referenced, []);
        return parser.Parse(schema.Text);
    }

    private static void RequireShortNames(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = 1024 });
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("name"u8))
                continue;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > MaxNameLength)
                throw RegistryRefusals.InvalidSchema(string.Create(
                    CultureInfo.InvariantCulture,
                    $"a name is longer than {MaxNameLength} characters, which this registry does not take."));
        }
    }

    private static void ParseReferenced(
        AvroSchemaParser parser, IReadOnlyList<StoredSchema> referenced, HashSet<StoredSchema> seen)
    {
        foreach (var schema in referenced)
        {
            if (!seen.Add(schema))
                continue;
            if (seen.Count > MaxReferenced || seen.Sum(one => (long)one.Text.Length) > MaxReferencedLength)
                throw RegistryRefusals.InvalidSchema(string.Create(
                    CultureInfo.InvariantCulture,
                    $"it refers to more than {MaxReferenced} other schemas, or {MaxReferencedLength} characters."));
            ParseReferenced(parser, schema.Referenced, seen);
            try
            {
                parser.Parse(schema.Text);
            }
            catch (AvroSchemaException e)
            {
                throw RegistryRefusals.InvalidSchema(
                    $"the schema with id {schema.Id.ToString(CultureInfo.InvariantCulture)} that it refers to does "
                    + $"not go with its other references: {e.Message}",
                    e);
            }
        }
    }
}
