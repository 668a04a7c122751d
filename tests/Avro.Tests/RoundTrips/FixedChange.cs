using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Avro.Tests.RoundTrips;

/// <summary>A fixed under another name, which tells the old one by an alias.</summary>
internal sealed class FixedChange(string writer, string reader, int size) : Change
{
    public override JsonNode Writer => Named("fixed", writer, writer, "size", size);

    public override JsonNode Reader => Named("fixed", reader, writer, "size", size);

    public override Gen<object?> Values =>
        Gen.Choose(0, 255).ArrayOf(size).Select(object? (values) => Array.ConvertAll(values, value => (byte)value));

    public override void Write(object? value, PlainBytes to) => to.Fixed((byte[])value!);

    public override void WriteAsRead(object? value, PlainBytes to) => to.Fixed((byte[])value!);
}
