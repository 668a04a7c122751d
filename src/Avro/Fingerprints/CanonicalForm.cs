using System.Globalization;
using System.Text;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Fingerprints;

/// <summary>
/// What of a schema its readers' parsing depends on, in one spelling (specification, "Parsing Canonical Form for
/// Schemas"): schemas that write the same bytes under the same names have the same text.
/// </summary>
/// <remarks>
/// Docs, aliases, defaults, orders and logical types do not count; full names do. The form is for comparing, not for
/// parsing: a type without a namespace inside one that has one would be given that one.
/// </remarks>
public static class CanonicalForm
{
    /// <summary>The schema's canonical text; every named type stands in full where it is first used.</summary>
    public static string Of(AvroSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var text = new StringBuilder();
        Append(text, schema, new HashSet<string>(StringComparer.Ordinal));
        return text.ToString();
    }

    private static void Append(StringBuilder text, AvroSchema schema, HashSet<string> defined)
    {
        switch (schema)
        {
            case NamedSchema named:
                AppendNamed(text, named, defined);
                break;
            case ArraySchema array:
                text.Append("""{"type":"array","items":""");
                Append(text, array.Items, defined);
                text.Append('}');
                break;
            case MapSchema map:
                text.Append("""{"type":"map","values":""");
                Append(text, map.Values, defined);
                text.Append('}');
                break;
            case UnionSchema union:
                text.Append('[');
                for (var i = 0; i < union.BranchArray.Length; i++)
                    Append(Separated(text, i), union.BranchArray[i], defined);
                text.Append(']');
                break;
            default:
                AppendQuoted(text, NameRules.WordOf(schema.Type));
                break;
        }
    }

    private static void AppendNamed(StringBuilder text, NamedSchema schema, HashSet<string> defined)
    {
        if (!defined.Add(schema.FullName))
        {
            AppendQuoted(text, schema.FullName);
            return;
        }

        AppendQuoted(text.Append("""{"name":"""), schema.FullName);
        AppendQuoted(text.Append(""","type":"""), NameRules.WordOf(schema.Type));
        switch (schema)
        {
            case RecordSchema record:
                AppendFields(text, record, defined);
                break;
            case EnumSchema symbols:
                AppendSymbols(text, symbols);
                break;
            case FixedSchema bytes:
                text.Append(""","size":""").Append(bytes.Size.ToString(CultureInfo.InvariantCulture));
                break;
        }

        text.Append('}');
    }

    private static void AppendFields(StringBuilder text, RecordSchema record, HashSet<string> defined)
    {
        text.Append(""","fields":[""");
        foreach (var field in record.FieldArray)
        {
            AppendQuoted(Separated(text, field.Position).Append("""{"name":"""), field.Name);
            Append(text.Append(""","type":"""), field.Schema, defined);
            text.Append('}');
        }

        text.Append(']');
    }

    private static void AppendSymbols(StringBuilder text, EnumSchema schema)
    {
        text.Append(""","symbols":[""");
        for (var i = 0; i < schema.Symbols.Count; i++)
            AppendQuoted(Separated(text, i), schema.Symbols[i]);
        text.Append(']');
    }

    private static StringBuilder Separated(StringBuilder text, int position) =>
        position == 0 ? text : text.Append(',');

    /// <summary>Names and symbols are letters, digits, dots and underscores: none of them needs an escape.</summary>
    private static void AppendQuoted(StringBuilder text, string name) => text.Append('"').Append(name).Append('"');
}
