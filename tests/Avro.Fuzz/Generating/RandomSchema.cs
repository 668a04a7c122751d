using System.Globalization;
using System.Text.Json.Nodes;

namespace Avro.Fuzz.Generating;

/// <summary>Makes schemas of every type, with names, references and recursion.</summary>
internal sealed class RandomSchema(Random random)
{
    private const int MaxTypes = 6;

    private static readonly string[] Primitives =
        ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];

    private readonly List<string> _known = [];
    private readonly List<string> _open = [];
    private int _types;

    /// <summary>A record, since most schemas are, or whatever comes.</summary>
    internal JsonNode Next() => random.Next(4) > 0 ? Record(4) : Type(4, false);

    /// <param name="levels">Of types in types that may still be opened.</param>
    /// <param name="mayEnd">Whether data can end here, so that a record may come again inside itself.</param>
    private JsonNode Type(int levels, bool mayEnd)
    {
        if (mayEnd && _open.Count > 0 && random.Next(4) == 0)
            return Pick(_open);
        if (levels == 0)
            return Pick(_known.Count > 0 && random.Next(3) == 0 ? _known : Primitives);
        return random.Next(9) switch
        {
            0 => Record(levels - 1),
            1 => Enum(),
            2 => Fixed(),
            3 => new JsonObject { ["type"] = "array", ["items"] = Type(levels - 1, true) },
            4 => new JsonObject { ["type"] = "map", ["values"] = Type(levels - 1, true) },
            5 or 6 => Union(levels - 1),
            _ => Pick(Primitives),
        };
    }

    private JsonNode Record(int levels)
    {
        if (_types >= MaxTypes)
            return Pick(Primitives);
        var (name, space) = (NewName("R"), random.Next(3) == 0 ? "space" + random.Next(2) : "");
        var fullName = space.Length == 0 ? name : space + "." + name;
        _open.Add(fullName);
        var fields = new JsonArray();
        for (var i = random.Next(5); i > 0; i--)
            fields.Add(new JsonObject { ["name"] = $"f{i}", ["type"] = Type(levels, false) });
        _open.Remove(fullName);
        _known.Add(fullName);
        return new JsonObject { ["type"] = "record", ["name"] = name, ["namespace"] = space, ["fields"] = fields };
    }

    private JsonNode Enum()
    {
        if (_types >= MaxTypes)
            return Pick(Primitives);
        var name = "e." + NewName("E");
        _known.Add(name);
        var symbols = new JsonArray();
        for (var i = random.Next(4); i >= 0; i--)
            symbols.Add($"S{i}");
        return new JsonObject { ["type"] = "enum", ["name"] = name, ["symbols"] = symbols };
    }

    private JsonNode Fixed()
    {
        if (_types >= MaxTypes)
            return Pick(Primitives);
        var name = "x." + NewName("F");
        _known.Add(name);
        return new JsonObject { ["type"] = "fixed", ["name"] = name, ["size"] = random.Next(5) };
    }

    /// <summary>Null first, so that data can end; then at most one of each other kind.</summary>
    private JsonArray Union(int levels)
    {
        var union = new JsonArray("null");
        var primitives = Primitives[1..];
        random.Shuffle(primitives);
        foreach (var primitive in primitives.AsSpan(0, random.Next(3)))
            union.Add(primitive);
        if (random.Next(2) == 0)
            union.Add(new JsonObject { ["type"] = "array", ["items"] = Type(levels, true) });
        if (random.Next(3) == 0)
            union.Add(new JsonObject { ["type"] = "map", ["values"] = Type(levels, true) });
        if (_open.Count > 0 && random.Next(2) == 0)
            union.Add(Pick(_open));
        if (_types < MaxTypes && random.Next(2) == 0)
            union.Add(random.Next(2) == 0 ? Enum() : Record(levels));
        return union;
    }

    private string NewName(string kind) => kind + (++_types).ToString(CultureInfo.InvariantCulture);

    private JsonValue Pick(IReadOnlyList<string> names) => JsonValue.Create(names[random.Next(names.Count)]);
}
