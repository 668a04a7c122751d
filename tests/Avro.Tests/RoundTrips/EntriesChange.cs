using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Avro.Tests.RoundTrips;

/// <summary>A map whose values change; its entries keep their order.</summary>
internal sealed class EntriesChange(Change values) : Change
{
    public override JsonNode Writer => new JsonObject { ["type"] = "map", ["values"] = values.Writer };

    public override JsonNode Reader => new JsonObject { ["type"] = "map", ["values"] = values.Reader };

    public override Gen<object?> Values =>
        ScalarChange.AnyText
            .SelectMany(key => values.Values.Select(value => (Key: key, Value: value)))
            .ListOf()
            .Select(object? (list) => list.Take(4).DistinctBy(entry => entry.Key).ToArray());

    public override void Write(object? value, PlainBytes to) => to.Block(((string, object?)[])value!, entry =>
    {
        to.Text(entry.Item1);
        values.Write(entry.Item2, to);
    });

    public override void WriteAsRead(object? value, PlainBytes to) => to.Block(((string, object?)[])value!, entry =>
    {
        to.Text(entry.Item1);
        values.WriteAsRead(entry.Item2, to);
    });

    public override IEnumerable<(Change Change, object? Value)> Shrink(object? value) =>
        (((string, object?)[])value!).Select(entry => (values, entry.Item2));
}
