using System.Text.Json;

namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>One JSON value of a schema's text that knows its place.</summary>
internal sealed class SchemaNode
{
    private static readonly JsonDocumentOptions ElementOptions = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = SchemaNodeReader.MaxDepth,
    };

    private readonly SchemaText _text;
    private readonly SchemaNode? _parent;
    private readonly int _index;

    internal SchemaNode(SchemaText text, SchemaNode? parent, string? name, JsonValueKind kind, int start)
    {
        _text = text;
        _parent = parent;
        _index = parent?.Children.Count ?? 0;
        Name = name;
        Kind = kind;
        Start = start;
    }

    internal JsonValueKind Kind { get; }

    /// <summary>The member's name where the value stands in an object.</summary>
    internal string? Name { get; }

    internal int Start { get; }

    internal int End { get; set; }

    /// <summary>A string's value; empty for every other kind.</summary>
    internal string Value { get; set; } = "";

    /// <summary>An object's members or an array's items.</summary>
    internal List<SchemaNode> Children { get; } = [];

    internal string Path
    {
        get
        {
            if (_parent is null)
                return "$";
            return Name is null ? $"{_parent.Path}[{_index}]" : $"{_parent.Path}.{NameRules.Shown(Name)}";
        }
    }

    internal SchemaNode? Find(string name)
    {
        foreach (var child in Children)
        {
            if (string.Equals(child.Name, name, StringComparison.Ordinal))
                return child;
        }

        return null;
    }

    internal string RawText() => _text.Slice(Start, End);

    internal string CompactText() => _text.Compact(Start, End);

    internal JsonElement ToElement()
    {
        using var document = JsonDocument.Parse(_text.Utf8.AsMemory(Start, End - Start), ElementOptions);
        return document.RootElement.Clone();
    }

    internal SchemaLinePosition Position => _text.PositionOf(Start);

    internal AvroSchemaException Error(string reason, SchemaFault fault = SchemaFault.Invalid) =>
        new(reason, Path, Position) { Fault = fault };

    internal AvroSchemaException Unknown(string fullName) =>
        new($"the type {NameRules.Quoted(fullName)} is not known", Path, Position)
        {
            Fault = SchemaFault.UnknownType,
            UnknownName = fullName,
        };

    /// <summary>The kind in a sentence about what was found.</summary>
    internal string Described() => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"the string {NameRules.Quoted(Value)}",
        JsonValueKind.Number => $"the number {NameRules.Shown(RawText())}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
