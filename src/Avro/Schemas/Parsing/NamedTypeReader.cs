namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>Reads what named types have in common, and the two that have no fields.</summary>
internal static class NamedTypeReader
{
    /// <summary>
    /// Reads the name where <c>space</c> is the namespace around the definition, null where there is none.
    /// </summary>
    internal static SchemaName ReadName(SchemaNode node, string? space)
    {
        var text = Attributes.RequiredString(node, "name");
        var nameNode = Attributes.Required(node, "name");
        if (!NameRules.IsDottedName(text))
            throw NameRules.NoName(nameNode);
        var (ownSpace, name) = NameRules.Split(text);
        if (NameRules.TryGetPrimitive(name, out _))
        {
            throw nameNode.Error(
                $"{NameRules.Quoted(name)} is a primitive type and cannot be a name", SchemaFault.BadName);
        }

        // A name with dots is a full name; whatever 'namespace' says does not count then.
        if (ownSpace is null)
            ownSpace = ReadNamespace(node, space);
        return new SchemaName(ownSpace, name, nameNode.Joined(ownSpace, name))
        {
            Aliases = ReadAliases(node, ownSpace),
            Doc = Attributes.OptionalString(node, "doc"),
        };
    }

    internal static EnumSchema ReadEnum(SchemaBuilder builder, SchemaNode node, string? space)
    {
        var name = ReadName(node, space);
        var nodes = Attributes.Strings(Attributes.RequiredArray(node, "symbols"), "symbols");
        var symbols = new string[nodes.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < symbols.Length; i++)
        {
            symbols[i] = nodes[i].Value;
            if (!NameRules.IsName(symbols[i]))
            {
                throw nodes[i].Error(
                    $"{NameRules.Quoted(symbols[i])} is no symbol: letters, digits, _", SchemaFault.BadName);
            }

            if (!seen.Add(symbols[i]))
            {
                throw nodes[i].Error(
                    $"the symbol {NameRules.Quoted(symbols[i])} stands here twice", SchemaFault.Duplicate);
            }
        }

        var fallback = Attributes.OptionalString(node, "default");
        if (fallback is not null && !seen.Contains(fallback))
        {
            throw node.Find("default")!.Error(
                $"the default {NameRules.Quoted(fallback)} is none of the symbols", SchemaFault.BadDefault);
        }

        var schema = new EnumSchema(node, name, symbols, fallback);
        builder.Define(node, schema);
        return schema;
    }

    internal static FixedSchema ReadFixed(SchemaBuilder builder, SchemaNode node, string? space)
    {
        var name = ReadName(node, space);
        var sizeNode = Attributes.Required(node, "size");
        if (!LogicalTypes.TryReadInt(sizeNode, out var size) || size < 0)
            throw sizeNode.Error($"'size' must be a whole number from 0 to {int.MaxValue}, not {sizeNode.Described()}");
        var schema = new FixedSchema(node, name, size, LogicalTypes.Read(node, AvroType.Fixed, size));
        builder.Define(node, schema);
        return schema;
    }

    private static string? ReadNamespace(SchemaNode node, string? space)
    {
        if (node.Find("namespace") is not { } given)
            return space;
        var text = Attributes.OptionalString(node, "namespace")!;
        if (text.Length == 0)
            return null;
        return NameRules.IsDottedName(text)
            ? text
            : throw given.Error($"{NameRules.Quoted(text)} is no namespace: names joined by dots", SchemaFault.BadName);
    }

    private static List<string> ReadAliases(SchemaNode node, string? space)
    {
        if (node.Find("aliases") is not { } array)
            return [];
        var aliases = new List<string>();
        foreach (var item in Attributes.Strings(array, "aliases"))
        {
            if (!NameRules.IsDottedName(item.Value))
                throw item.Error($"the alias {NameRules.Quoted(item.Value)} is no name", SchemaFault.BadName);
            aliases.Add(item.Value.LastIndexOf('.') >= 0 ? item.Value : item.Joined(space, item.Value));
        }

        return aliases;
    }
}
