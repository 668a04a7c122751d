using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Avro.Tests.RoundTrips;

/// <summary>A type without parts, kept or promoted (specification 1.12, "Schema Resolution").</summary>
internal sealed class ScalarChange(string writer, string reader) : Change
{
    /// <summary>Each type with those that a reader may have for it.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Promotions = new Dictionary<string, string[]>
    {
        ["null"] = ["null"],
        ["boolean"] = ["boolean"],
        ["int"] = ["int", "long", "float", "double"],
        ["long"] = ["long", "float", "double"],
        ["float"] = ["float", "double"],
        ["double"] = ["double"],
        ["string"] = ["string", "bytes"],
        ["bytes"] = ["bytes", "string"],
    };

    // The last one becomes another float where it goes by way of a double.
    private static readonly long[] Longs =
        [0, 1, -1, 63, 64, -64, -65, 8191, 8192, 1L << 34, (1L << 53) + 1, long.MaxValue, long.MinValue,
        (1L << 60) + (1L << 36) + 1];

    private static readonly double[] Doubles =
        [0, -0.0, 1.5, -2.25, double.Epsilon, float.MaxValue, double.MaxValue, double.NaN, double.NegativeInfinity];

    public override JsonNode Writer => JsonValue.Create(writer);

    public override JsonNode Reader => JsonValue.Create(reader);

    public override Gen<object?> Values => writer switch
    {
        "null" => Gen.Constant<object?>(null),
        "boolean" => Gen.Elements<object?>(false, true),
        "int" => AnyLong.Select(object? (value) => unchecked((int)value)),
        "long" => AnyLong.Select(object? (value) => value),
        "float" => Gen.Elements(Doubles).Select(object? (value) => (float)value),
        "double" => Gen.Elements(Doubles).Select(object? (value) => value),
        "string" => AnyText.Select(object? (value) => value),
        // Bytes that become a string have to be UTF-8.
        _ when reader == "string" => AnyText.Select(object? (value) => Encoding.UTF8.GetBytes(value)),
        _ => AnyBytes.Select(object? (value) => value),
    };

    /// <summary>Short texts of one to four bytes a character.</summary>
    public static Gen<string> AnyText =>
        Gen.Elements("a", "Z", "\0", "é", "中", "😀", "\uFFFF").ListOf().Select(pieces => string.Concat(pieces.Take(8)));

    private static Gen<long> AnyLong =>
        Gen.OneOf(Gen.Elements(Longs), Gen.Choose(int.MinValue, int.MaxValue).Select(value => value * 4_001L));

    private static Gen<byte[]> AnyBytes =>
        Gen.Choose(0, 255).ListOf().Select(list => list.Take(8).Select(value => (byte)value).ToArray());

    public override void Write(object? value, PlainBytes to) => Write(value, writer, to);

    public override void WriteAsRead(object? value, PlainBytes to) => Write(value, reader, to);

    private static void Write(object? value, string type, PlainBytes to)
    {
        switch (type)
        {
            case "boolean":
                to.Boolean((bool)value!);
                break;
            case "int" or "long":
                to.Long(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case "float":
                to.Float(value switch { int i => i, long l => l, _ => (float)value! });
                break;
            case "double":
                to.Double(value switch { int i => i, long l => l, float f => f, _ => (double)value! });
                break;
            case "string" or "bytes":
                to.Bytes(value as byte[] ?? Encoding.UTF8.GetBytes((string)value!));
                break;
        }
    }
}
