using OrderPipeline.Avro.Resolution.Steps;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>Compiles the plan of two schemas; used once.</summary>
internal sealed class PlanCompiler
{
    private readonly Dictionary<(RecordSchema Writer, RecordSchema Reader), RecordStep> _records = [];
    private readonly List<(RecordSchema Writer, RecordSchema Reader)> _order = [];
    private readonly Dictionary<(RecordSchema Writer, RecordSchema Reader), AvroResolutionException> _failed = [];

    internal ResolutionStep Compile(AvroSchema writer, AvroSchema reader) => Compile(writer, reader, "");

    internal ResolutionStep Compile(AvroSchema writer, AvroSchema reader, string path)
    {
        if (writer is UnionSchema || reader is UnionSchema)
            return new UnionCompiler(this).Compile(writer, reader, path);
        if (writer.Type != reader.Type)
        {
            return PromotionStep.Exists(writer.Type, reader.Type)
                ? new PromotionStep(writer.Type, reader.Type)
                : throw Mismatch(writer, reader, path);
        }

        return (writer, reader) switch
        {
            (ArraySchema from, ArraySchema to) =>
                new ArrayStep(from.Items.MinEncodedBytes, Compile(from.Items, to.Items, path + "[]")),
            (MapSchema from, MapSchema to) =>
                new MapStep(
                    1 + Math.Min(from.Values.MinEncodedBytes, int.MaxValue - 1),
                    Compile(from.Values, to.Values, path + "[]")),
            (NamedSchema from, NamedSchema to) => CompileNamed(from, to, path),
            _ => CheckDecimals(writer, reader, path),
        };
    }

    private static AvroResolutionException Mismatch(AvroSchema writer, AvroSchema reader, string path) =>
        new(path, $"the writer has {SchemaMatch.Describe(writer)}, the reader {SchemaMatch.Describe(reader)}");

    private static CopyStep CheckDecimals(AvroSchema writer, AvroSchema reader, string path)
    {
        if (writer.Logical is { Kind: LogicalTypeKind.Decimal } from
            && reader.Logical is { Kind: LogicalTypeKind.Decimal } to
            && (from.Scale != to.Scale || from.Precision != to.Precision))
        {
            throw new AvroResolutionException(
                path,
                $"the writer has decimal({from.Precision}, {from.Scale}), "
                + $"the reader decimal({to.Precision}, {to.Scale})");
        }

        return new CopyStep(writer);
    }

    private static ResolutionStep CompileEnum(EnumSchema writer, EnumSchema reader, string path)
    {
        if (writer.Symbols.SequenceEqual(reader.Symbols))
            return new CopyStep(writer);
        var fallback = reader.Default is null ? -1 : reader.Symbols.IndexOf(reader.Default);
        var positions = new int[writer.Symbols.Count];
        for (var i = 0; i < positions.Length; i++)
        {
            var position = reader.Symbols.IndexOf(writer.Symbols[i]);
            positions[i] = position < 0 ? fallback : position;
        }

        return positions.Length == 0 || positions.Any(position => position >= 0)
            ? new EnumStep(positions)
            : throw new AvroResolutionException(
                path, $"the writer's enum {writer.FullName} and the reader's have no symbol in common");
    }

    private ResolutionStep CompileNamed(NamedSchema writer, NamedSchema reader, string path)
    {
        if (!SchemaMatch.NamesMatch(writer, reader))
            throw Mismatch(writer, reader, path);
        return (writer, reader) switch
        {
            (RecordSchema from, RecordSchema to) => CompileRecord(from, to, path),
            (EnumSchema from, EnumSchema to) => CompileEnum(from, to, path),
            (FixedSchema from, FixedSchema to) when from.Size != to.Size => throw Mismatch(writer, reader, path),
            _ => CheckDecimals(writer, reader, path),
        };
    }

    private RecordStep CompileRecord(RecordSchema writer, RecordSchema reader, string path)
    {
        var pair = (writer, reader);
        if (_records.TryGetValue(pair, out var known))
            return known;
        if (_failed.TryGetValue(pair, out var failure))
            throw failure;
        var step = new RecordStep();
        var before = _order.Count;
        _records.Add(pair, step);
        _order.Add(pair);
        try
        {
            var parts = new RecordPlanner(this).Plan(writer, reader, path, out var isInOrder);
            step.Complete(writer, parts, isInOrder);
            return step;
        }
        catch (AvroResolutionException e)
        {
            // Invariant: what was compiled since then may hold this step, which will never be complete.
            for (var i = before; i < _order.Count; i++)
                _records.Remove(_order[i]);
            _order.RemoveRange(before, _order.Count - before);
            _failed.TryAdd(pair, e);
            throw;
        }
    }
}
