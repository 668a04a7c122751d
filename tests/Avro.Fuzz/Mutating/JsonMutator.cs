using System.Text;
using System.Text.Json.Nodes;

namespace Avro.Fuzz.Mutating;

/// <summary>Changes a JSON text as a tree, so that most results are JSON still and come past its reader.</summary>
internal static class JsonMutator
{
    private const int MaxLength = 16_384;

    private static readonly string[] Words =
    [
        "null", "boolean", "int", "long", "float", "double", "bytes", "string", "record", "error", "enum", "fixed",
        "array", "map", "union", "type", "name", "namespace", "fields", "items", "values", "symbols", "size", "default",
        "aliases", "doc", "order", "ascending", "descending", "ignore", "logicalType", "precision", "scale", "decimal",
        "uuid", "date", "time-millis", "time-micros", "timestamp-millis", "timestamp-nanos", "local-timestamp-micros",
        "duration", "big-decimal", "A", "a.b.C", "", ".", "a..b", "1a", "é", "\0", "R1", "f1", "S0", "$", "a-b",
    ];

    private static readonly string[] Values =
    [
        "0", "1", "-1", "1.5", "1e400", "-0.0", "2147483647", "2147483648", "9223372036854775808", "1e2", "true",
        "false", "null", "{}", "[]", "[\"null\"]", "[\"null\",\"int\"]",
        "\"\\u00ff\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"",
        "{\"type\":\"int\"}", "{\"type\":{\"type\":\"int\"}}", "{\"type\":\"array\",\"items\":\"int\"}",
        "{\"type\":\"fixed\",\"name\":\"F\",\"size\":3}", "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}",
        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":4}",
    ];

    /// <summary>A changed copy; <paramref name="other"/> is a text to take pieces from.</summary>
    internal static byte[] Mutate(byte[] input, byte[] other, Random random)
    {
        if (random.Next(8) == 0 || Parse(input) is not { } root)
            return ByteMutator.Mutate(input, other, random);
        for (var changes = 1 << random.Next(3); changes > 0; changes--)
            root = Change(root, other, random);
        var text = root?.ToJsonString() ?? "null";
        return text.Length > MaxLength ? input : Encoding.UTF8.GetBytes(text);
    }

    private static JsonNode? Change(JsonNode? root, byte[] other, Random random)
    {
        var nodes = new List<JsonNode>();
        Collect(root, nodes);
        if (nodes.Count == 0)
            return Fresh(random);
        var node = nodes[random.Next(nodes.Count)];
        switch (node)
        {
            case JsonObject members when random.Next(2) == 0:
                ChangeMember(members, nodes, random);
                return root;
            case JsonArray items when random.Next(2) == 0:
                ChangeItem(items, nodes, random);
                return root;
            default:
                return Replace(root, node, Replacement(nodes, other, random));
        }
    }

    private static JsonNode? Replacement(List<JsonNode> nodes, byte[] other, Random random)
    {
        if (random.Next(3) > 0)
            return random.Next(2) == 0 ? Fresh(random) : nodes[random.Next(nodes.Count)].DeepClone();
        var others = new List<JsonNode>();
        Collect(Parse(other), others);
        return others.Count == 0 ? Fresh(random) : others[random.Next(others.Count)].DeepClone();
    }

    private static void ChangeMember(JsonObject members, List<JsonNode> nodes, Random random)
    {
        if (members.Count > 0 && random.Next(3) == 0)
        {
            members.RemoveAt(random.Next(members.Count));
            return;
        }

        var name = Words[random.Next(Words.Length)];
        members[name] = random.Next(2) == 0 ? Fresh(random) : nodes[random.Next(nodes.Count)].DeepClone();
    }

    private static void ChangeItem(JsonArray items, List<JsonNode> nodes, Random random)
    {
        if (items.Count > 0 && random.Next(3) == 0)
            items.RemoveAt(random.Next(items.Count));
        else
            items.Insert(
                random.Next(items.Count + 1),
                random.Next(2) == 0 ? Fresh(random) : nodes[random.Next(nodes.Count)].DeepClone());
    }

    private static JsonNode? Replace(JsonNode? root, JsonNode node, JsonNode? by)
    {
        if (node.Parent is null)
            return by;
        node.ReplaceWith(by);
        return root;
    }

    private static JsonNode? Fresh(Random random) =>
        random.Next(2) == 0
            ? JsonValue.Create(Words[random.Next(Words.Length)])
            : Parse(Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]));

    private static void Collect(JsonNode? node, List<JsonNode> nodes)
    {
        if (node is null)
            return;
        nodes.Add(node);
        if (node is JsonObject members)
        {
            foreach (var member in members)
                Collect(member.Value, nodes);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                Collect(item, nodes);
        }
    }

    private static JsonNode? Parse(byte[] text)
    {
        try
        {
            var node = JsonNode.Parse(text);

            // Objects are read late, and a name that stands twice is told then.
            _ = node?.ToJsonString();
            Collect(node, []);
            return node;
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
