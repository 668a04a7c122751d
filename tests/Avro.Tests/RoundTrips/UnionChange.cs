using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Avro.Tests.RoundTrips;

/// <summary>A union whose branches come in another order; each may change inside.</summary>
/// <param name="branches">In the writer's order.</param>
/// <param name="places">Where the reader has each of them.</param>
internal sealed class UnionChange(Change[] branches, int[] places) : Change
{
    public override JsonNode Writer => new JsonArray([.. branches.Select(branch => branch.Writer)]);

    public override JsonNode Reader => new JsonArray(
        [.. branches.Zip(places).OrderBy(pair => pair.Second).Select(pair => pair.First.Reader)]);

    public override Gen<object?> Values =>
        Gen.Choose(0, branches.Length - 1).SelectMany(
            index => branches[index].Values.Select(object? (value) => (Index: index, Value: value)));

    public override void Write(object? value, PlainBytes to)
    {
        var (index, inner) = ((int, object?))value!;
        to.Long(index);
        branches[index].Write(inner, to);
    }

    public override void WriteAsRead(object? value, PlainBytes to)
    {
        var (index, inner) = ((int, object?))value!;
        to.Long(places[index]);
        branches[index].WriteAsRead(inner, to);
    }

    public override IEnumerable<(Change Change, object? Value)> Shrink(object? value)
    {
        var (index, inner) = ((int, object?))value!;
        yield return (branches[index], inner);
    }
}
