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

    private const int MembersInLine = 16;

    private readonly SchemaText _text;
    private readonly SchemaNode? _parent;
    private readonly int _index;
    private List<SchemaNode>? _children;
    private Dictionary<string, SchemaNode>? _byName;

    internal SchemaNode(SchemaText text, SchemaNode? parent, string? name, JsonValueKind kind, int start)
    {
        _text = text;
        _parent = parent;
        _index = parent?._children?.Count ?? 0;
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
    internal IReadOnlyList<SchemaNode> Children => _children ?? (IReadOnlyList<SchemaNode>)[];

    internal string Path
    {
        get
        {
            if (_parent is null)
                return "$";
            return Name is null ? $"{_parent.Path}[{_index}]" : $"{_parent.Path}.{NameRules.Shown(Name)}";
        }
    }

    internal void Add(SchemaNode child) => (_children ??= []).Add(child);

    internal SchemaNode? Find(string name)
    {
        if (_children is null)
            return null;

        // The default of a record with many fields has many members, and each field looks for its own.
        if (_children.Count > MembersInLine)
            return Indexed().TryGetValue(name, out var found) ? found : null;
        foreach (var child in _children)
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

    /// <summary>Makes a name of a namespace and what stands in the text, within what the text may make of
    /// names.</summary>
    internal string Joined(string? space, string name) =>
        _text.TryTakeNames((space?.Length ?? 0) + name.Length)
            ? NameRules.Join(space, name)
            : throw Error("the namespaces and names of this text are too long for their number");

    private Dictionary<string, SchemaNode> Indexed()
    {
        if (_byName is not null)
            return _byName;

        // Whole before it is seen: a schema is read by any number of threads.
        var byName = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        foreach (var child in _children!)
            byName[child.Name ?? ""] = child;
        _byName = byName;
        return byName;
    }

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
