using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Avro.Tests.RoundTrips;

/// <summary>An enum whose symbols come in another order, go (to the default) and are added.</summary>
/// <param name="writer">Its name and symbols as written.</param>
/// <param name="reader">As read; the first is the default.</param>
internal sealed class EnumChange(
    (string Name, string[] Symbols) writer, (string Name, string[] Symbols) reader) : Change
{
    public override JsonNode Writer => Named("enum", writer.Name, writer.Name, "symbols", List(writer.Symbols));

    public override JsonNode Reader
    {
        get
        {
            var schema = Named("enum", reader.Name, writer.Name, "symbols", List(reader.Symbols));
            schema["default"] = reader.Symbols[0];
            return schema;
        }
    }

    public override Gen<object?> Values => Gen.Elements<object?>([.. writer.Symbols]);

    public override void Write(object? value, PlainBytes to) =>
        to.Long(Array.IndexOf(writer.Symbols, (string)value!));

    public override void WriteAsRead(object? value, PlainBytes to) =>
        to.Long(Math.Max(0, Array.IndexOf(reader.Symbols, (string)value!)));

    private static JsonArray List(string[] symbols) =>
        new([.. symbols.Select(symbol => (JsonNode)JsonValue.Create(symbol))]);
}
