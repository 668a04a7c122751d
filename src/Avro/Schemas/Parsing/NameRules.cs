namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>Avro's rules for names (specification, "Names").</summary>
internal static class NameRules
{
    internal static bool IsName(string text) => text.Length > 0 && IsName(text, 0, text.Length);

    /// <summary>Names joined by dots, none of them empty.</summary>
    internal static bool IsDottedName(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] != '.')
                continue;
            if (!IsName(text, start, i))
                return false;
            start = i + 1;
        }

        return true;
    }

    internal static string Join(string? space, string name) => space is null ? name : space + "." + name;

    /// <summary>Splits at the last dot; a name without a dot has no namespace.</summary>
    internal static (string? Space, string Name) Split(string fullName)
    {
        var dot = fullName.LastIndexOf('.');
        return dot < 0 ? (null, fullName) : (fullName.Substring(0, dot), fullName.Substring(dot + 1));
    }

    internal static bool TryGetPrimitive(string text, out AvroType type)
    {
        (var found, type) = text switch
        {
            "null" => (true, AvroType.Null),
            "boolean" => (true, AvroType.Boolean),
            "int" => (true, AvroType.Int),
            "long" => (true, AvroType.Long),
            "float" => (true, AvroType.Float),
            "double" => (true, AvroType.Double),
            "bytes" => (true, AvroType.Bytes),
            "string" => (true, AvroType.String),
            _ => (false, AvroType.Null),
        };
        return found;
    }

    /// <summary>The word that stands in schemas.</summary>
    internal static string WordOf(AvroType type) => type switch
    {
        AvroType.Null => "null",
        AvroType.Boolean => "boolean",
        AvroType.Int => "int",
        AvroType.Long => "long",
        AvroType.Float => "float",
        AvroType.Double => "double",
        AvroType.Bytes => "bytes",
        AvroType.String => "string",
        AvroType.Record => "record",
        AvroType.Enum => "enum",
        AvroType.Fixed => "fixed",
        AvroType.Array => "array",
        AvroType.Map => "map",
        _ => "union",
    };

    internal static AvroSchemaException NoName(SchemaNode node) =>
        node.Error($"{Quoted(node.Value)} is no name: letters, digits, _; no digit first", SchemaFault.BadName);

    internal static string Quoted(string text) => "'" + Shown(text) + "'";

    /// <summary>
    /// A piece of the schema in an error's one line: at most 80 characters, none of them a control.
    /// </summary>
    internal static string Shown(string text)
    {
        var chars = text.ToCharArray(0, Math.Min(text.Length, 80));
        for (var i = 0; i < chars.Length; i++)
        {
            if (char.IsControl(chars[i]) || chars[i] is '\u2028' or '\u2029')
                chars[i] = '?';
        }

        return new string(chars);
    }

    private static bool IsName(string text, int start, int end)
    {
        if (start >= end || text[start] is >= '0' and <= '9')
            return false;
        for (var i = start; i < end; i++)
        {
            if (text[i] is not ((>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
                return false;
        }

        return true;
    }
}
