using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>Hashes that stand for a schema, so that the store keeps a text once.</summary>
internal static class SchemaKeys
{
    /// <summary>What makes two schemas the same one.</summary>
    public static string Of(string normal, IReadOnlyList<SchemaReference> references, SchemaExtras extras) =>
        Convert.ToHexString(SHA256.HashData(BytesOf(normal, references, extras)));

    /// <summary>
    /// The name of a schema in every registry that holds it in the same words: 128 bits of a hash, written as a GUID.
    /// </summary>
    public static string GuidOf(CheckedSchema schema)
    {
        var hash = SHA256.HashData(BytesOf(schema.Text, schema.References, schema.Extras));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }

    private static byte[] BytesOf(string text, IReadOnlyList<SchemaReference> references, SchemaExtras extras)
    {
        // Lengths keep neighbours apart.
        var all = new StringBuilder(text);
        foreach (var reference in references)
        {
            all.Append(
                CultureInfo.InvariantCulture,
                $"\n{reference.Name.Length} {reference.Name} {reference.Subject} {reference.Version}");
        }

        if (extras.Metadata is { } metadata)
            all.Append(CultureInfo.InvariantCulture, $"\nmetadata {metadata.Length} {metadata}");
        if (extras.RuleSet is { } rules)
            all.Append(CultureInfo.InvariantCulture, $"\nrules {rules.Length} {rules}");
        return Encoding.UTF8.GetBytes(all.ToString());
    }
}
