using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Avro.Tests.RoundTrips;

/// <summary>An array whose items change.</summary>
internal sealed class ItemsChange(Change items) : Change
{
    public override JsonNode Writer => new JsonObject { ["type"] = "array", ["items"] = items.Writer };

    public override JsonNode Reader => new JsonObject { ["type"] = "array", ["items"] = items.Reader };

    public override Gen<object?> Values =>
        items.Values.ListOf().Select(object? (list) => (object?[])[.. list.Take(4)]);

    public override void Write(object? value, PlainBytes to) =>
        to.Block((object?[])value!, item => items.Write(item, to));

    public override void WriteAsRead(object? value, PlainBytes to) =>
        to.Block((object?[])value!, item => items.WriteAsRead(item, to));

    public override IEnumerable<(Change Change, object? Value)> Shrink(object? value)
    {
        var list = (object?[])value!;
        foreach (var item in list)
            yield return (items, item);
        for (var i = 0; i < list.Length; i++)
            yield return (this, (object?[])[.. list[..i], .. list[(i + 1)..]]);
    }
}
