using FsCheck;
using FsCheck.Fluent;

namespace Avro.Tests.RoundTrips;

/// <summary>Makes schemas with what became of them; a type's name is its place, so none comes twice.</summary>
internal static class AnyChange
{
    private const int Levels = 3;

    private static readonly string[] ReaderSymbols = ["S0", "S1", "S2", "S3", "Added"];

    public static Arbitrary<(Change Change, object? Value)> WithValue => Arb.From(
        Of(Levels, "T").SelectMany(change => change.Values.Select(value => (change, value))),
        pair => pair.Item1.Shrink(pair.Item2));

    private static Gen<Change> Of(int levels, string path) => levels == 0
        ? Leaf(path)
        : Gen.Frequency(
            (2, Leaf(path)),
            (4, Record(levels - 1, path)),
            (2, Items(levels - 1, path)),
            (2, Entries(levels - 1, path)),
            (2, Union(levels - 1, path)),
            (2, Nullable(levels - 1, path)));

    private static Gen<Change> Leaf(string path) =>
        Gen.Frequency((5, Scalar(ScalarChange.Promotions.Keys)), (1, Enum(path)), (1, Fixed(path)));

    private static Gen<Change> Scalar(IEnumerable<string> types) =>
        from writer in Gen.Elements(types)
        from reader in Gen.Elements(ScalarChange.Promotions[writer])
        select (Change)new ScalarChange(writer, reader);

    private static Gen<Change> Same(params string[] types) =>
        Gen.Elements(types).Select(Change (type) => new ScalarChange(type, type));

    private static Gen<string> NameOf(string path) => Gen.Elements(path, path + "New");

    private static Gen<Change> Fixed(string path) =>
        from reader in NameOf(path)
        from size in Gen.Choose(0, 5)
        select (Change)new FixedChange(path, reader, size);

    private static Gen<Change> Enum(string path) =>
        from reader in NameOf(path)
        from written in Gen.Choose(1, 4)
        from read in Gen.Shuffle(ReaderSymbols)
        from kept in Gen.Choose(1, read.Length)
        select (Change)new EnumChange(
            (path, [.. Enumerable.Range(0, written).Select(number => $"S{number}")]),
            (reader, [.. Common(read, kept)]));

    /// <summary>The first so many, and S0, since two enums without a symbol in common do not resolve.</summary>
    private static IEnumerable<string> Common(string[] symbols, int kept) => symbols.Take(kept).Append("S0").Distinct();

    private static Gen<Change> Items(int levels, string path) =>
        Of(levels, path).Select(Change (items) => new ItemsChange(items));

    private static Gen<Change> Entries(int levels, string path) =>
        Of(levels, path).Select(Change (values) => new EntriesChange(values));

    private static Gen<Change> Record(int levels, string path) =>
        from reader in NameOf(path)
        from count in Gen.Choose(0, 5)
        from fields in Gen.CollectToArray(Enumerable.Range(0, count), number => Field(levels, path, number))
        select (Change)new RecordChange(path, reader, fields);

    private static Gen<FieldChange> Field(int levels, string path, int number) =>
        from rank in Gen.Choose(0, 99)
        from kind in Gen.Choose(0, 5)
        from change in Of(levels, $"{path}_{number}")
        select new FieldChange(
            $"f{number}",
            kind == 2 ? $"g{number}" : null,
            kind == 0 ? null : change,
            IsRead: kind != 1,
            // Half of the fields stay where they are.
            rank < 50 ? number * 10 : rank);

    private static Gen<Change> Union(int levels, string path)
    {
        // At most one number and one text: which branch takes a promoted value is another test's.
        Gen<Change>[] kinds =
        [
            Same("null"), Same("boolean"), Same("int", "long", "float", "double"), Same("string", "bytes"),
            Record(levels, path + "_r"), Items(levels, path + "_i"), Entries(levels, path + "_e"), Enum(path + "_s"),
        ];
        return
            from order in Gen.Shuffle(kinds)
            from count in Gen.Choose(1, 4)
            from branches in Gen.CollectToArray(order.Take(count), kind => kind)
            from places in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
            select (Change)new UnionChange(branches, places);
    }

    private static Gen<Change> Nullable(int levels, string path) =>
        from inner in Gen.OneOf(
            Scalar(ScalarChange.Promotions.Keys.Except(["null"])), Record(levels, path), Items(levels, path))
        from isWriters in Gen.Elements(false, true)
        select (Change)new NullableChange(inner, isWriters);
}
