using System.Globalization;
using System.Text.Json.Nodes;

namespace Avro.SourceGenerator.Tests.Properties;

/// <summary>
/// Makes record schemas of everything that Avro knows: awkward names, docs, logical types, unions, recursion, defaults.
/// </summary>
/// <param name="random">Decides everything.</param>
/// <param name="seed">Part of every full name, so that many schemas can be compiled together.</param>
internal sealed class RandomSchemas(Random random, int seed)
{
    private const int MaxTypes = 6;

    private static readonly string[] Primitives = ["boolean", "int", "long", "float", "double", "bytes", "string"];

    private readonly HashSet<string> _names = [];
    private readonly List<string> _known = [];
    private readonly List<string> _open = [];

    internal JsonObject Next() => random.Next(3) == 0 ? Record(0, isFlat: true) : Record(4, isFlat: false);

    private JsonNode Type(int levels, bool mayEnd)
    {
        if (mayEnd && _open.Count > 0 && random.Next(4) == 0)
            return Pick(_open);
        if (levels == 0)
            return _known.Count > 0 && random.Next(4) == 0 ? Pick(_known) : Scalar();
        return random.Next(10) switch
        {
            0 when _names.Count < MaxTypes => Record(levels - 1, isFlat: false),
            1 => new JsonObject { ["type"] = "array", ["items"] = Type(levels - 1, true) },
            2 => new JsonObject { ["type"] = "map", ["values"] = Type(levels - 1, true) },
            3 or 4 => Union(levels - 1),
            5 => new JsonArray("null", FlatType()),
            _ => Scalar(),
        };
    }

    private JsonNode Scalar() => random.Next(8) switch
    {
        0 when _names.Count < MaxTypes => Enum(),
        1 when _names.Count < MaxTypes => Fixed(),
        2 => "null",
        _ => RandomLogical.Primitive(random, Primitives[random.Next(Primitives.Length)]),
    };

    private JsonObject Record(int levels, bool isFlat)
    {
        var fullName = NewName();
        _open.Add(fullName);
        var names = AwkwardNames.Fields.ToArray();
        random.Shuffle(names);
        var fields = new JsonArray();
        foreach (var name in names.AsSpan(0, random.Next(isFlat ? 1 : 0, 7)))
        {
            var type = isFlat ? FlatType() : Type(levels, false);
            var field = new JsonObject { ["name"] = name, ["type"] = type };
            AddDoc(field);
            if (random.Next(2) == 0 && Default(type) is { } value)
                field["default"] = value.IsNull ? null : value.Json;
            fields.Add(field);
        }

        _open.Remove(fullName);
        _known.Add(fullName);
        return AddDoc(new JsonObject { ["type"] = "record", ["name"] = fullName, ["fields"] = fields });
    }

    private JsonNode FlatType() => random.Next(6) == 0 && _names.Count < MaxTypes
        ? (random.Next(2) == 0 ? Enum() : Fixed())
        : RandomLogical.Primitive(random, Primitives[random.Next(Primitives.Length)]);

    private JsonObject Enum()
    {
        var symbols = AwkwardNames.Symbols.ToArray();
        random.Shuffle(symbols);
        var some = symbols.Take(random.Next(1, 5)).Select(symbol => JsonValue.Create(symbol));
        var schema = new JsonObject
        {
            ["type"] = "enum",
            ["name"] = NewName(),
            ["symbols"] = new JsonArray([.. some]),
        };
        _known.Add(schema["name"]!.GetValue<string>());
        if (random.Next(2) == 0)
            schema["default"] = symbols[0];
        return AddDoc(schema);
    }

    private JsonObject Fixed()
    {
        var name = NewName();
        _known.Add(name);
        return AddDoc(RandomLogical.Fixed(random, name));
    }

    /// <summary>At most one branch of each underlying type; null, with which data can end, first or last.</summary>
    private JsonArray Union(int levels)
    {
        var branches = new List<JsonNode>();
        var primitives = Primitives.ToArray();
        random.Shuffle(primitives);
        branches.AddRange(primitives.Take(random.Next(4)).Select(type => RandomLogical.Primitive(random, type)));
        if (random.Next(3) == 0)
            branches.Add(new JsonObject { ["type"] = "array", ["items"] = Type(levels, true) });
        if (random.Next(3) == 0)
            branches.Add(new JsonObject { ["type"] = "map", ["values"] = Type(levels, true) });
        if (_open.Count > 0 && random.Next(2) == 0)
            branches.Add(Pick(_open));
        for (var i = random.Next(3); i > 0 && _names.Count < MaxTypes; i--)
            branches.Add(random.Next(3) == 0 ? Enum() : Fixed());
        branches.Insert(random.Next(2) == 0 ? 0 : branches.Count, "null");
        return [.. branches];
    }

    /// <summary>A default for the simpler types; null where it is left out.</summary>
    private (bool IsNull, JsonNode? Json)? Default(JsonNode type)
    {
        switch (type)
        {
            case JsonArray union when union[0] is JsonValue first && first.GetValue<string>() == "null":
                return (true, null);
            case JsonObject { } schema when schema["type"]!.GetValue<string>() == "array":
                return (false, Default(schema["items"]!) is { IsNull: false } item ? new JsonArray(item.Json) : []);
            case JsonObject { } schema when schema["type"]!.GetValue<string>() == "map":
                return (false, new JsonObject());
            case JsonObject { } schema when schema["type"]!.GetValue<string>() == "enum":
                return (false, schema["symbols"]![0]!.DeepClone());
            case JsonArray:
                return null;
            default:
                return RandomLogical.Default(random, type) is { } json ? (false, json) : null;
        }
    }

    private JsonObject AddDoc(JsonObject schema)
    {
        // Without it a short name would be given the namespace around it; a field takes no harm.
        schema["namespace"] = "";
        if (random.Next(3) == 0)
            schema["doc"] = AwkwardNames.Docs[random.Next(AwkwardNames.Docs.Length)];
        return schema;
    }

    private string NewName()
    {
        var number = seed.ToString(CultureInfo.InvariantCulture);
        while (true)
        {
            var name = AwkwardNames.Types[random.Next(AwkwardNames.Types.Length)];
            var space = AwkwardNames.Spaces[random.Next(AwkwardNames.Spaces.Length)];
            var fullName = space.Length == 0 ? $"{name}_{number}" : $"s{number}.{space}.{name}";
            if (_names.Add(fullName))
                return fullName;
        }
    }

    private JsonValue Pick(List<string> names) => JsonValue.Create(names[random.Next(names.Count)]);
}
