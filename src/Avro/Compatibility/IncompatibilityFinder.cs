using OrderPipeline.Avro.Resolution.Compiling;
using OrderPipeline.Avro.Schemas;
using Kind = OrderPipeline.Avro.Compatibility.IncompatibilityKind;

namespace OrderPipeline.Avro.Compatibility;

/// <summary>Finds every reason why a reader does not take all data of a writer; used once.</summary>
/// <remarks>A pair of records that comes again is reported at its first place only.</remarks>
internal sealed class IncompatibilityFinder
{
    private const int MaxSymbolsNamed = 10;

    private readonly CompatibilityDecider _decider = new();
    private readonly HashSet<(RecordSchema Writer, RecordSchema Reader)> _seen = [];
    private readonly List<Incompatibility> _found = [];
    private int _open;

    internal IReadOnlyList<Incompatibility> Found => _found;

    /// <exception cref="Resolution.AvroResolutionException">
    /// The schemas contain each other in too many ways.
    /// </exception>
    internal void Find(AvroSchema writer, AvroSchema reader, SchemaPlace place)
    {
        if (_found.Count >= SchemaCompatibility.MaxIncompatibilities || _decider.IsReadable(writer, reader))
            return;
        if (writer is UnionSchema written)
        {
            foreach (var branch in written.BranchArray)
                Find(branch, reader, place);
            return;
        }

        if (reader is UnionSchema known)
        {
            FindInBranches(writer, known, place);
            return;
        }

        switch (writer, reader)
        {
            case (ArraySchema from, ArraySchema to):
                Find(from.Items, to.Items, place.OfItems());
                break;
            case (MapSchema from, MapSchema to):
                Find(from.Values, to.Values, place.OfValues());
                break;
            case (NamedSchema from, NamedSchema to) when from.Type == to.Type:
                FindInNamed(from, to, place);
                break;
            default:
                var kind = writer.Type == reader.Type ? Kind.DecimalMismatch : Kind.TypeMismatch;
                Add(place, kind, SchemaMatch.Difference(writer, reader));
                break;
        }
    }

    /// <summary>
    /// Where one branch only comes into question, what is wrong with it says more than that none fits.
    /// </summary>
    private void FindInBranches(AvroSchema writer, UnionSchema reader, SchemaPlace place)
    {
        var near = -1;
        var count = 0;
        for (var i = 0; i < reader.BranchArray.Length; i++)
        {
            if (!SchemaMatch.CouldBe(writer, reader.BranchArray[i]))
                continue;
            near = i;
            count++;
        }

        if (count == 1)
            Find(writer, reader.BranchArray[near], place.OfBranch(near));
        else
            Add(place, Kind.MissingUnionBranch, SchemaMatch.Difference(writer, reader));
    }

    private void FindInNamed(NamedSchema writer, NamedSchema reader, SchemaPlace place)
    {
        if (!SchemaMatch.NamesMatch(writer, reader))
        {
            Add(place, Kind.NameMismatch, SchemaMatch.Difference(writer, reader));
            return;
        }

        switch (writer, reader)
        {
            case (RecordSchema from, RecordSchema to):
                FindInFields(from, to, place);
                break;
            case (EnumSchema from, EnumSchema to):
                Add(place, Kind.MissingEnumSymbols, MissingSymbols(from, to));
                break;
            case (FixedSchema from, FixedSchema to):
                var kind = from.Size == to.Size ? Kind.DecimalMismatch : Kind.FixedSizeMismatch;
                Add(place, kind, SchemaMatch.Difference(writer, reader));
                break;
        }
    }

    private void FindInFields(RecordSchema writer, RecordSchema reader, SchemaPlace place)
    {
        if (!_seen.Add((writer, reader)))
            return;
        if (_open >= CompatibilityDecider.MaxOpenPairs)
            throw CompatibilityDecider.TooDeep(place.Field);

        _open++;
        var matches = SchemaMatch.MatchFields(writer, reader);
        foreach (var field in reader.FieldArray)
        {
            var source = matches[field.Position];
            if (source >= 0)
                Find(writer.FieldArray[source].Schema, field.Schema, place.OfField(field).OfType());
            else if (!field.HasDefault)
                Add(place.OfField(field), Kind.MissingDefault, SchemaMatch.NoDefault(writer, field));
            else if (!_decider.HasUsableDefault(field))
                Add(place.OfField(field), Kind.UnusableDefault, DefaultEncoder.Misfit);
        }

        _open--;
    }

    private static string MissingSymbols(EnumSchema writer, EnumSchema reader)
    {
        var missing = SchemaMatch.MissingSymbols(writer, reader);
        var named = string.Join(", ", missing.Take(MaxSymbolsNamed));
        var more = missing.Count > MaxSymbolsNamed ? $" and {missing.Count - MaxSymbolsNamed} more" : "";
        return $"the writer's enum {writer.FullName} has {named}{more}, the reader's has not, and no default";
    }

    private void Add(SchemaPlace place, Kind kind, string reason)
    {
        if (_found.Count < SchemaCompatibility.MaxIncompatibilities)
            _found.Add(new Incompatibility(place.Path, place.Field, kind, reason));
    }
}
