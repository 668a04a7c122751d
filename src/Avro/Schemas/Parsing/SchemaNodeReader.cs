using System.Text.Json;

namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>Reads a schema's text into nodes that know where they stand.</summary>
internal static class SchemaNodeReader
{
    /// <summary>Levels of JSON; a record in a record takes three of them.</summary>
    internal const int MaxDepth = 512;

    internal static SchemaNode Read(SchemaText text)
    {
        var reader = new Utf8JsonReader(text.Utf8, new JsonReaderOptions
        {
            // Schema files with comments are common, and Apache's own parser takes them.
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = MaxDepth,
        });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, text, null, null);

            // The reader itself refuses anything but whitespace after the value.
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            throw Malformed(text, e);
        }
        catch (InvalidOperationException)
        {
            var place = text.PositionOf((int)reader.TokenStartIndex);
            throw new AvroSchemaException("the text holds half of a surrogate pair", "$", place)
            {
                Fault = SchemaFault.NotJson,
            };
        }
    }

    private static SchemaNode ReadValue(ref Utf8JsonReader reader, SchemaText text, SchemaNode? parent, string? name)
    {
        var node = new SchemaNode(text, parent, name, KindOf(reader.TokenType), (int)reader.TokenStartIndex);
        if (!text.TryTakeValue())
            throw node.Error($"the text holds more than {SchemaText.MaxValues} JSON values");
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadMembers(ref reader, text, node);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    node.Add(ReadValue(ref reader, text, node, null));
                break;
            case JsonTokenType.String:
                node.Value = reader.GetString() ?? "";
                break;
        }

        node.End = (int)reader.BytesConsumed;
        return node;
    }

    private static void ReadMembers(ref Utf8JsonReader reader, SchemaText text, SchemaNode node)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString() ?? "";
            var isNew = names.Add(name);
            reader.Read();
            var member = ReadValue(ref reader, text, node, name);
            if (!isNew)
                throw member.Error($"the attribute {NameRules.Quoted(name)} stands here twice", SchemaFault.Duplicate);
            node.Add(member);
        }
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    private static AvroSchemaException Malformed(SchemaText text, JsonException e)
    {
        var line = (int)(e.LineNumber ?? 0);
        var offset = 0;

        // The reader counts other ends of lines too, so there may be fewer of these.
        for (var left = line; left > 0 && offset < text.Utf8.Length; offset++)
        {
            if (text.Utf8[offset] == (byte)'\n')
                left--;
        }

        var place = text.PositionOf(offset + (int)(e.BytePositionInLine ?? 0));
        return new AvroSchemaException($"the text is no JSON of at most {MaxDepth} levels", "$", place)
        {
            Fault = SchemaFault.NotJson,
        };
    }
}
