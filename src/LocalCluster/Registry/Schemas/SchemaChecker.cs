using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>Parses drafts and tells equal ones; a pure function, called outside the store's lock.</summary>
internal static class SchemaChecker
{
    /// <summary>Schemas behind one schema, those they refer to included.</summary>
    private const int MaxReferenced = 256;

    /// <exception cref="RegistryRefusalException">42201: the parser refuses it, in its words.</exception>
    public static CheckedSchema Check(SchemaDraft draft, IReadOnlyList<StoredSchema> referenced)
    {
        if (draft.Text.Length == 0)
            throw RegistryRefusals.InvalidSchema("the text is empty.");
        var parser = new AvroSchemaParser();
        ParseReferenced(parser, referenced, new HashSet<int>());
        try
        {
            string[] known = [.. parser.Types.Keys];
            var parsed = parser.Parse(draft.Text);
            var normal = NormalForm.Of(parsed.Json, known);
            return new CheckedSchema(
                draft.Normalize ? normal : draft.Text,
                KeyOf(normal, draft.References),
                draft.References,
                referenced,
                parsed);
        }
        catch (AvroSchemaException e)
        {
            throw RegistryRefusals.InvalidSchema(e.Message, e);
        }
    }

    private static void ParseReferenced(
        AvroSchemaParser parser, IReadOnlyList<StoredSchema> referenced, HashSet<int> seen)
    {
        foreach (var schema in referenced)
        {
            if (!seen.Add(schema.Id))
                continue;
            if (seen.Count > MaxReferenced)
                throw RegistryRefusals.InvalidSchema(string.Create(
                    CultureInfo.InvariantCulture, $"it refers to more than {MaxReferenced} other schemas."));
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

    /// <summary>A hash, so that the store keeps a schema's text once; lengths keep neighbours apart.</summary>
    private static string KeyOf(string normal, IReadOnlyList<SchemaReference> references)
    {
        var text = new StringBuilder(normal);
        foreach (var reference in references)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{reference.Name.Length} {reference.Name} {reference.Subject} {reference.Version}");
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
