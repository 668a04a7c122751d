using System.Text.Json.Nodes;

namespace Avro.Fuzz.Generating;

/// <summary>Changes a schema as its owners might: most results still resolve, not all do.</summary>
internal sealed class RandomEvolution(Random random)
{
    private int _added;

    internal JsonNode Of(JsonNode schema) => Type(schema);

    private JsonNode Type(JsonNode schema)
    {
        switch (schema)
        {
            case JsonArray union:
                return Union(union);
            case JsonObject named:
                return Complex((JsonObject)named.DeepClone());
            default:
                if (random.Next(40) == 0)
                    return "boolean";
                var promoted = Promoted(schema.GetValue<string>());
                return random.Next(6) > 0 || promoted == "null" ? promoted : new JsonArray("null", promoted);
        }
    }

    private string Promoted(string type) => random.Next(4) > 0 ? type : type switch
    {
        "int" => "long",
        "long" => "double",
        "float" => "double",
        "string" => "bytes",
        "bytes" => "string",
        _ => type,
    };

    private JsonArray Union(JsonArray union)
    {
        var branches = union.Select(branch => branch is JsonObject named ? Complex((JsonObject)named.DeepClone())
            : branch!.DeepClone()).ToArray();
        if (random.Next(3) == 0)
            random.Shuffle(branches);
        return new JsonArray(random.Next(5) == 0 ? branches[..^1] : branches);
    }

    private JsonObject Complex(JsonObject schema)
    {
        switch (schema["type"]!.GetValue<string>())
        {
            case "array":
                schema["items"] = Type(schema["items"]!);
                break;
            case "map":
                schema["values"] = Type(schema["values"]!);
                break;
            case "enum":
                schema["symbols"] = Symbols((JsonArray)schema["symbols"]!);
                if (random.Next(3) == 0)
                    schema["default"] = schema["symbols"]![0]!.DeepClone();
                break;
            case "fixed":
                schema["size"] = schema["size"]!.GetValue<int>() + (random.Next(15) == 0 ? 1 : 0);
                break;
            case "record":
                schema["fields"] = Fields((JsonArray)schema["fields"]!);
                break;
        }

        return schema;
    }

    private JsonArray Symbols(JsonArray symbols)
    {
        var kept = symbols.Where(_ => random.Next(5) > 0).Select(symbol => symbol!.DeepClone()).ToArray();
        random.Shuffle(kept);
        return new JsonArray([JsonValue.Create("NEW"), .. kept]);
    }

    private JsonArray Fields(JsonArray fields)
    {
        var kept = new List<JsonNode>();
        foreach (var field in fields)
        {
            if (random.Next(6) == 0)
                continue;
            var changed = (JsonObject)field!.DeepClone();
            changed["type"] = Type(field["type"]!);
            if (random.Next(6) == 0)
                Rename(changed);
            kept.Add(changed);
        }

        if (random.Next(3) == 0)
            kept.Add(new JsonObject { ["name"] = $"added{_added++}", ["type"] = "int", ["default"] = 7 });
        if (random.Next(25) == 0)
            kept.Add(new JsonObject { ["name"] = $"needed{_added++}", ["type"] = "string" });
        var order = kept.ToArray();
        if (random.Next(3) == 0)
            random.Shuffle(order);
        return new JsonArray(order);
    }

    private static void Rename(JsonObject field)
    {
        var name = field["name"]!.GetValue<string>();
        field["name"] = "new_" + name;
        field["aliases"] = new JsonArray("other", name);
    }
}
