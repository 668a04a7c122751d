using System.Globalization;
using System.Text.Json;

namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>Checks defaults against the types of their fields, once all records are complete.</summary>
internal sealed class DefaultChecker
{
    private const int MaxChain = 256;

    /// <summary>Values in values, defaults that stand in for missing fields included: what the stack can
    /// take.</summary>
    private const int MaxDepth = 1024;

    /// <summary>Fields of records in defaults that are looked at, in all: an empty object asks for all of its
    /// record's.</summary>
    private const int MaxFields = 1 << 22;

    /// <summary>Fields whose default is being checked (false) or has been found good (true).</summary>
    private readonly Dictionary<RecordField, bool> _checked = [];

    /// <summary>
    /// Whether a branch fits a value, so that unions in unions' records do not cost a power of the depth.
    /// </summary>
    private readonly Dictionary<(AvroSchema Branch, SchemaNode Value), bool> _fits = [];

    private int _open;
    private int _depth;
    private int _fieldsLeft = MaxFields;

    internal void Check(List<RecordField> fields)
    {
        foreach (var field in fields)
            CheckField(field);
    }

    /// <summary>
    /// Whether a default could stand for a value of the schema; the first branch that fits is a union's.
    /// </summary>
    internal static bool Fits(AvroSchema schema, SchemaNode value) =>
        new DefaultChecker().Mismatch(schema, value) is null;

    private void CheckField(RecordField field)
    {
        var node = field.DefaultNode!;
        if (_checked.TryGetValue(field, out var isGood))
        {
            if (!isGood)
                throw node.Error("the default contains itself without end", SchemaFault.BadDefault);
            return;
        }

        _checked[field] = false;
        if (++_open > MaxChain)
            throw node.Error($"the default draws more than {MaxChain} other defaults in", SchemaFault.BadDefault);
        if (Mismatch(field.Schema, node) is { } flaw)
            throw flaw.Node.Error(flaw.Reason, SchemaFault.BadDefault);
        _open--;
        _checked[field] = true;
    }

    /// <summary>What is wrong with the value, at the innermost place; null where nothing is.</summary>
    private Flaw? Mismatch(AvroSchema schema, SchemaNode value)
    {
        if (++_depth > MaxDepth)
            throw value.Error($"the default nests deeper than {MaxDepth} levels", SchemaFault.BadDefault);
        var flaw = MismatchWithin(schema, value);
        _depth--;
        return flaw;
    }

    private Flaw? MismatchWithin(AvroSchema schema, SchemaNode value)
    {
        switch (schema)
        {
            case ArraySchema array when value.Kind == JsonValueKind.Array:
                return FirstMismatch(array.Items, value);
            case MapSchema map when value.Kind == JsonValueKind.Object:
                return FirstMismatch(map.Values, value);
            case RecordSchema record when value.Kind == JsonValueKind.Object:
                return RecordMismatch(record, value);
            case UnionSchema union:
                return UnionMismatch(union, value);
            case EnumSchema symbols when value.Kind == JsonValueKind.String && symbols.IndexOf(value.Value) >= 0:
            case FixedSchema bytes when IsByteText(value) && value.Value.Length == bytes.Size:
                return null;
            default:
                return IsPrimitive(schema.Type, value) ? null : Wrong(schema, value);
        }
    }

    private Flaw? FirstMismatch(AvroSchema schema, SchemaNode values)
    {
        foreach (var value in values.Children)
        {
            if (Mismatch(schema, value) is { } flaw)
                return flaw;
        }

        return null;
    }

    private Flaw? RecordMismatch(RecordSchema record, SchemaNode value)
    {
        _fieldsLeft -= record.Fields.Count;
        if (_fieldsLeft < 0)
            return new(value, "the defaults of this text stand for too many fields");
        var used = 0;
        foreach (var field in record.Fields)
        {
            if (value.Find(field.Name) is { } given)
            {
                used++;
                if (Mismatch(field.Schema, given) is { } flaw)
                    return flaw;
            }
            else if (field.HasDefault)
            {
                CheckField(field);
            }
            else
            {
                return new(value, $"the default lacks the field {NameRules.Quoted(field.Name)} and that one has none");
            }
        }

        if (used == value.Children.Count)
            return null;
        var known = new HashSet<string>(record.Fields.Select(field => field.Name), StringComparer.Ordinal);
        var unknown = value.Children.First(child => !known.Contains(child.Name!));
        return new(unknown, $"the record {NameRules.Quoted(record.FullName)} has no such field");
    }

    /// <summary>Avro 1.12: the default may fit any branch; before, only the first.</summary>
    private Flaw? UnionMismatch(UnionSchema union, SchemaNode value)
    {
        foreach (var branch in union.Branches)
        {
            if (FitsBranch(branch, value))
                return null;
        }

        return new(value, $"the default is {value.Described()}, which fits no branch of the union");
    }

    private bool FitsBranch(AvroSchema branch, SchemaNode value)
    {
        if (_fits.TryGetValue((branch, value), out var fits))
            return fits;
        fits = Mismatch(branch, value) is null;
        _fits.Add((branch, value), fits);
        return fits;
    }

    private static bool IsPrimitive(AvroType type, SchemaNode value) => type switch
    {
        AvroType.Null => value.Kind == JsonValueKind.Null,
        AvroType.Boolean => value.Kind is JsonValueKind.True or JsonValueKind.False,
        AvroType.Int => LogicalTypes.TryReadInt(value, out _),
        AvroType.Long => value.Kind == JsonValueKind.Number && long.TryParse(
            value.RawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        AvroType.Float or AvroType.Double => value.Kind == JsonValueKind.Number,
        AvroType.Bytes => IsByteText(value),
        AvroType.String => value.Kind == JsonValueKind.String,
        _ => false,
    };

    /// <summary>Bytes stand as text of the code points 0 to 255.</summary>
    private static bool IsByteText(SchemaNode value) =>
        value.Kind == JsonValueKind.String && value.Value.All(c => c <= '\u00FF');

    private static Flaw Wrong(AvroSchema schema, SchemaNode value)
    {
        var expected = schema switch
        {
            FixedSchema bytes => $"{bytes.Size} bytes for {NameRules.Quoted(bytes.FullName)}",
            EnumSchema symbols => $"a symbol of {NameRules.Quoted(symbols.FullName)}",
            NamedSchema named => NameRules.Quoted(named.FullName),
            _ => NameRules.WordOf(schema.Type),
        };
        return new(value, $"the default must be {expected}, not {value.Described()}");
    }

    /// <summary>
    /// What is wrong and where; becomes an exception, which must look for its line, only when it counts.
    /// </summary>
    private sealed class Flaw(SchemaNode node, string reason)
    {
        internal SchemaNode Node => node;

        internal string Reason => reason;
    }
}
