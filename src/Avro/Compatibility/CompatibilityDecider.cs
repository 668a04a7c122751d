using System.Runtime.CompilerServices;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Resolution.Compiling;
using OrderPipeline.Avro.Resolution.Steps;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Compatibility;

/// <summary>
/// Decides whether a reader takes all data of a writer. Two records that contain each other are taken to match until
/// a field shows that they do not.
/// </summary>
internal sealed class CompatibilityDecider
{
    /// <summary>Pairs of records in pairs of records; more would end the process's stack.</summary>
    internal const int MaxOpenPairs = 256;

    /// <summary>Pairs of types in all: many of one name in unions would make the square of their number.</summary>
    internal const int MaxPairs = 1 << 18;

    private const string TooDeepReason = "the records contain each other too deep, or in too many ways, to be compared";

    private readonly HashSet<(NamedSchema Writer, NamedSchema Reader)> _good = [];
    private readonly HashSet<(NamedSchema Writer, NamedSchema Reader)> _bad = [];
    private readonly List<(NamedSchema Writer, NamedSchema Reader)> _order = [];
    private readonly EncodedDefaults _defaults = new();
    private int _open;

    internal static AvroResolutionException TooDeep(string path) => new(path, TooDeepReason);

    /// <exception cref="AvroResolutionException">The schemas contain each other in too many ways.</exception>
    internal bool IsReadable(AvroSchema writer, AvroSchema reader)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw TooDeep("");
        if (writer is UnionSchema written)
            return Array.TrueForAll(written.BranchArray, branch => IsReadable(branch, reader));
        if (reader is UnionSchema known)
            return Array.Exists(known.BranchArray, branch => IsReadable(writer, branch));
        if (writer.Type != reader.Type)
            return PromotionStep.Exists(writer.Type, reader.Type);
        return (writer, reader) switch
        {
            (ArraySchema from, ArraySchema to) => IsReadable(from.Items, to.Items),
            (MapSchema from, MapSchema to) => IsReadable(from.Values, to.Values),
            (NamedSchema from, NamedSchema to) => IsNamedReadable(from, to),
            _ => SchemaMatch.DecimalsMatch(writer, reader),
        };
    }

    /// <summary>Whether the field can do without the writer.</summary>
    internal bool HasUsableDefault(RecordField field) => _defaults.Of(field) is not null;

    private bool IsNamedReadable(NamedSchema writer, NamedSchema reader)
    {
        var pair = (writer, reader);
        if (_good.Contains(pair))
            return true;
        if (_bad.Contains(pair))
            return false;
        if (_open >= MaxOpenPairs || _good.Count + _bad.Count >= MaxPairs)
            throw TooDeep("");
        var before = _order.Count;
        _good.Add(pair);
        _order.Add(pair);
        _open++;
        var isGood = SchemaMatch.NamesMatch(writer, reader) && (writer, reader) switch
        {
            (RecordSchema from, RecordSchema to) => AreFieldsReadable(from, to),
            (EnumSchema from, EnumSchema to) => SchemaMatch.MissingSymbols(from, to).Count == 0,
            (FixedSchema from, FixedSchema to) => from.Size == to.Size && SchemaMatch.DecimalsMatch(from, to),
            _ => false,
        };
        _open--;
        if (isGood)
            return true;

        // Invariant: what was found good since then may rest on this pair being good, which it is not.
        for (var i = before; i < _order.Count; i++)
            _good.Remove(_order[i]);
        _order.RemoveRange(before, _order.Count - before);
        _bad.Add(pair);
        return false;
    }

    private bool AreFieldsReadable(RecordSchema writer, RecordSchema reader)
    {
        var matches = SchemaMatch.MatchFields(writer, reader);
        foreach (var field in reader.FieldArray)
        {
            var source = matches[field.Position];
            var isGood = source < 0
                ? HasUsableDefault(field)
                : IsReadable(writer.FieldArray[source].Schema, field.Schema);
            if (!isGood)
                return false;
        }

        return true;
    }
}
