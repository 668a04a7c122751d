using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Avro.Tests.RoundTrips;

/// <summary>A record whose fields go, come, change their order, names and types.</summary>
internal sealed class RecordChange(string writer, string reader, FieldChange[] fields) : Change
{
    private readonly FieldChange[] _written = [.. fields.Where(field => field.Change is not null)];

    private readonly FieldChange[] _read = [.. fields.Where(field => field.IsRead).OrderBy(field => field.Rank)];

    public override JsonNode Writer => Named("record", writer, writer, "fields", new JsonArray(
        [.. _written.Select(WrittenField)]));

    public override JsonNode Reader =>
        Named("record", reader, writer, "fields", new JsonArray([.. _read.Select(ReadField)]));

    public override Gen<object?> Values =>
        _written.Aggregate(
            Gen.Constant<object?[]>([]),
            (made, next) => made.SelectMany(
                values => next.Change!.Values.Select(value => (object?[])[.. values, value])))
        .Select(object? (values) => values);

    public override void Write(object? value, PlainBytes to)
    {
        foreach (var (field, part) in _written.Zip((object?[])value!))
            field.Change!.Write(part, to);
    }

    public override void WriteAsRead(object? value, PlainBytes to)
    {
        foreach (var field in _read)
        {
            if (field.Change is { } change)
                change.WriteAsRead(((object?[])value!)[Array.IndexOf(_written, field)], to);
            else
                to.Long(FieldChange.Default);
        }
    }

    public override IEnumerable<(Change Change, object? Value)> Shrink(object? value)
    {
        var values = (object?[])value!;
        foreach (var (field, part) in _written.Zip(values))
            yield return (field.Change!, part);
        foreach (var field in fields)
        {
            var at = Array.IndexOf(_written, field);
            object?[] left = at < 0 ? values : [.. values[..at], .. values[(at + 1)..]];
            yield return (new RecordChange(writer, reader, [.. fields.Where(other => other != field)]), left);
        }
    }

    private static JsonObject WrittenField(FieldChange field) =>
        new() { ["name"] = field.Name, ["type"] = field.Change!.Writer };

    private static JsonObject ReadField(FieldChange field)
    {
        var made = new JsonObject
        {
            ["name"] = field.NewName ?? field.Name,
            ["type"] = field.Change?.Reader ?? JsonValue.Create("long"),
        };
        if (field.Change is null)
            made["default"] = FieldChange.Default;
        if (field.NewName is not null)
            made["aliases"] = new JsonArray(field.Name);
        return made;
    }
}
