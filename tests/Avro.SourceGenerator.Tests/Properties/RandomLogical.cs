using System.Globalization;
using System.Text.Json.Nodes;

namespace Avro.SourceGenerator.Tests.Properties;

/// <summary>Primitive and fixed schemas, with and without a logical type.</summary>
internal static class RandomLogical
{
    private static readonly string[] OverLong =
    [
        "time-micros", "timestamp-millis", "timestamp-micros", "timestamp-nanos", "local-timestamp-millis",
        "local-timestamp-micros", "local-timestamp-nanos",
    ];

    /// <summary>The primitive, as what it is or as a logical type over it, perhaps one that nobody knows.</summary>
    internal static JsonNode Primitive(Random random, string type)
    {
        if (random.Next(3) == 0)
            return type;
        var logical = type switch
        {
            "int" => random.Next(2) == 0 ? "date" : "time-millis",
            "long" => OverLong[random.Next(OverLong.Length)],
            "string" => "uuid",
            "bytes" => random.Next(4) == 0 ? "big-decimal" : "decimal",
            _ => "unknown-" + type,
        };
        var schema = new JsonObject { ["type"] = type, ["logicalType"] = logical };
        if (logical == "decimal")
            AddDigits(random, schema, 45);
        return schema;
    }

    internal static JsonObject Fixed(Random random, string name)
    {
        var schema = new JsonObject { ["type"] = "fixed", ["name"] = name };
        switch (random.Next(4))
        {
            case 0:
                (schema["size"], schema["logicalType"]) = (16, "uuid");
                break;
            case 1:
                (schema["size"], schema["logicalType"]) = (12, "duration");
                break;
            case 2:
                var size = random.Next(1, 20);
                (schema["size"], schema["logicalType"]) = (size, "decimal");
                AddDigits(random, schema, (int)(((8 * size) - 1) * double.Log10(2)));
                break;
            default:
                schema["size"] = random.Next(6) == 0 ? 200 : random.Next(20);
                break;
        }

        return schema;
    }

    /// <summary>A default of a primitive, as its logical type allows it.</summary>
    internal static JsonNode? Default(Random random, JsonNode schema)
    {
        var type = schema is JsonObject ? schema["type"]!.GetValue<string>() : schema.GetValue<string>();
        var logical = (schema as JsonObject)?["logicalType"]?.GetValue<string>();
        return (type, logical) switch
        {
            ("boolean", _) => random.Next(2) == 0,
            ("int", "date") => random.Next(-719_162, 2_932_897),
            ("int", "time-millis") => random.Next(86_400_000),
            ("int", _) => random.Next(int.MinValue, int.MaxValue),
            ("long", "time-micros") => random.NextInt64(86_400_000_000),
            ("long", "timestamp-millis" or "local-timestamp-millis") =>
                random.NextInt64(-62_135_596_800_000, 253_402_300_800_000),
            ("long", "timestamp-micros" or "local-timestamp-micros") =>
                random.NextInt64(-62_135_596_800_000_000, 253_402_300_800_000_000),
            ("long", _) => random.Next(4) == 0 ? long.MinValue : random.NextInt64(long.MinValue, long.MaxValue),
            ("float", _) => (float)random.NextDouble(),
            ("double", _) => random.NextDouble() * 1e300,
            ("string", "uuid") => RandomData.Uuid(random).ToString("D", CultureInfo.InvariantCulture),
            ("string", _) => AwkwardNames.Docs[random.Next(AwkwardNames.Docs.Length)],
            ("bytes", "decimal") => ((char)random.Next(10)).ToString(),
            ("bytes", "big-decimal") => "\u0002" + (char)random.Next(256) + (char)random.Next(128),
            ("bytes", _) => "\u0000\u00ff\u0080",
            _ => null,
        };
    }

    private static void AddDigits(Random random, JsonObject schema, int most)
    {
        var precision = random.Next(1, most + 1);
        schema["precision"] = precision;
        if (random.Next(4) > 0)
            schema["scale"] = random.Next(precision + 1);
    }
}
