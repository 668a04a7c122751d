using System.Text.Json;

namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>Builds a record: first its name, so that its fields may refer to it, then its fields.</summary>
internal sealed class RecordBuilder(SchemaBuilder builder)
{
    internal RecordSchema Build(SchemaNode node, string? space, bool isError)
    {
        var name = NamedTypeReader.ReadName(node, space);
        var record = new RecordSchema(node, name, isError);
        builder.Define(node, record);
        var nodes = Attributes.RequiredArray(node, "fields").Children;
        var fields = new RecordField[nodes.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = BuildField(nodes[i], i, name.Namespace);
            if (!seen.Add(fields[i].Name))
            {
                throw nodes[i].Error(
                    $"the field {NameRules.Quoted(fields[i].Name)} stands here twice", SchemaFault.Duplicate);
            }
        }

        record.Complete(fields);
        return record;
    }

    private RecordField BuildField(SchemaNode node, int position, string? space)
    {
        if (node.Kind != JsonValueKind.Object)
            throw node.Error($"a field is an object, not {node.Described()}");
        var name = Attributes.RequiredString(node, "name");
        if (!NameRules.IsName(name))
            throw NameRules.NoName(node.Find("name")!);
        var schema = builder.Build(Attributes.Required(node, "type"), space);
        var field = new RecordField(name, schema, position, node.Find("default"))
        {
            Aliases = ReadAliases(node),
            Doc = Attributes.OptionalString(node, "doc"),
            Order = ReadOrder(node),
            Node = node,
        };
        if (field.HasDefault)
            builder.Defaults.Add(field);
        return field;
    }

    /// <summary>
    /// Any text: old systems have had field names that Avro would refuse, and Apache's parser takes them.
    /// </summary>
    private static List<string> ReadAliases(SchemaNode node)
    {
        var aliases = new List<string>();
        if (node.Find("aliases") is { } array)
        {
            foreach (var item in Attributes.Strings(array, "aliases"))
                aliases.Add(item.Value);
        }

        return aliases;
    }

    private static FieldOrder ReadOrder(SchemaNode node) => Attributes.OptionalString(node, "order") switch
    {
        null or "ascending" => FieldOrder.Ascending,
        "descending" => FieldOrder.Descending,
        "ignore" => FieldOrder.Ignore,
        _ => throw node.Find("order")!.Error("'order' must be ascending, descending or ignore"),
    };
}
