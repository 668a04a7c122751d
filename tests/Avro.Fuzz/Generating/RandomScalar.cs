using System.Text;
using System.Text.Json;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Schemas;

namespace Avro.Fuzz.Generating;

/// <summary>Values without parts; small and extreme ones more often than others.</summary>
internal static class RandomScalar
{
    private static readonly string[] Pieces = ["a", "B7", "\0", "\"", "\\", "é", "ÿ", "中", "\uFFFF", "😀", "\n", " "];

    private static readonly long[] Longs =
        [0, -1, 1, 63, 64, -64, -65, int.MaxValue, int.MinValue, 1L << 35, long.MaxValue, long.MinValue];

    private static readonly double[] Doubles =
        [0, -0.0, 1.5, double.Epsilon, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    internal static void Write(Random random, AvroSchema schema, ref AvroWriter writer, Utf8JsonWriter json)
    {
        switch (schema.Type)
        {
            case AvroType.Null:
                writer.WriteNull();
                json.WriteNullValue();
                break;
            case AvroType.Boolean:
                var flag = random.Next(2) == 0;
                writer.WriteBoolean(flag);
                json.WriteBooleanValue(flag);
                break;
            case AvroType.Int:
                var small = unchecked((int)Long(random));
                writer.WriteInt(small);
                json.WriteNumberValue(small);
                break;
            case AvroType.Long:
                var large = Long(random);
                writer.WriteLong(large);
                json.WriteNumberValue(large);
                break;
            case AvroType.Float:
                WriteFloat((float)Double(random), ref writer, json);
                break;
            case AvroType.Double:
                WriteDouble(Double(random), ref writer, json);
                break;
            case AvroType.String:
                var text = Text(random);
                writer.WriteString(text);
                json.WriteStringValue(text);
                break;
            case AvroType.Bytes:
                var bytes = Bytes(random, random.Next(6));
                writer.WriteBytes(bytes);
                json.WriteStringValue(Encoding.Latin1.GetString(bytes));
                break;
            case AvroType.Fixed:
                var fixedBytes = Bytes(random, ((FixedSchema)schema).Size);
                writer.WriteFixed(fixedBytes);
                json.WriteStringValue(Encoding.Latin1.GetString(fixedBytes));
                break;
            default:
                var symbols = ((EnumSchema)schema).Symbols;
                var index = random.Next(symbols.Count);
                writer.WriteEnum(index);
                json.WriteStringValue(symbols[index]);
                break;
        }
    }

    internal static string Text(Random random)
    {
        // Now and then longer than 63 bytes, where the length takes a second byte.
        var text = new StringBuilder();
        for (var pieces = random.Next(random.Next(8) == 0 ? 90 : 6); pieces > 0; pieces--)
            text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.ToString();
    }

    private static long Long(Random random) =>
        random.Next(3) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : Longs[random.Next(Longs.Length)];

    private static double Double(Random random) =>
        random.Next(2) == 0 ? random.NextDouble() * 1000 : Doubles[random.Next(Doubles.Length)];

    private static byte[] Bytes(Random random, int size)
    {
        var bytes = new byte[size];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void WriteFloat(float value, ref AvroWriter writer, Utf8JsonWriter json)
    {
        writer.WriteFloat(value);
        if (value == 0 && float.IsNegative(value))
            json.WriteRawValue("-0.0"u8, skipInputValidation: true);
        else if (float.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(NameOf(value));
    }

    private static void WriteDouble(double value, ref AvroWriter writer, Utf8JsonWriter json)
    {
        writer.WriteDouble(value);
        if (value == 0 && double.IsNegative(value))
            json.WriteRawValue("-0.0"u8, skipInputValidation: true);
        else if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(NameOf(value));
    }

    private static string NameOf(double value) =>
        double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
