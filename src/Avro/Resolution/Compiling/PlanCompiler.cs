using System.Runtime.CompilerServices;
using OrderPipeline.Avro.Compatibility;
using OrderPipeline.Avro.Resolution.Steps;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>Compiles the plan of two schemas; used once.</summary>
internal sealed class PlanCompiler
{
    private readonly Dictionary<(RecordSchema Writer, RecordSchema Reader), RecordStep> _records = [];
    private readonly List<(RecordSchema Writer, RecordSchema Reader)> _order = [];
    private readonly Dictionary<(RecordSchema Writer, RecordSchema Reader), PlanFailure> _failed = [];
    private int _open;

    internal EncodedDefaults Defaults { get; } = new();

    /// <summary>Tells of several branches that could take a value the one that takes all.</summary>
    internal CompatibilityDecider Decider { get; } = new();

    /// <summary>Why the last of the <see cref="TryCompile"/> that failed did.</summary>
    internal PlanFailure? Failure { get; private set; }

    /// <exception cref="AvroResolutionException">The schemas cannot be bridged.</exception>
    internal ResolutionStep Compile(AvroSchema writer, AvroSchema reader) =>
        TryCompile(writer, reader, "") ?? throw new AvroResolutionException(Failure!.Path, Failure.Reason);

    /// <summary>The plan, or null with a <see cref="Failure"/>.</summary>
    /// <exception cref="AvroResolutionException">The schemas contain each other in too many ways.</exception>
    internal ResolutionStep? TryCompile(AvroSchema writer, AvroSchema reader, string path)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw CompatibilityDecider.TooDeep(path);
        if (writer is UnionSchema || reader is UnionSchema)
            return new UnionCompiler(this).TryCompile(writer, reader, path);
        if (writer.Type != reader.Type)
        {
            return PromotionStep.Exists(writer.Type, reader.Type)
                ? new PromotionStep(writer.Type, reader.Type)
                : Fail(path, SchemaMatch.Difference(writer, reader));
        }

        return (writer, reader) switch
        {
            (ArraySchema from, ArraySchema to) => TryCompile(from.Items, to.Items, path + "[]") is { } items
                ? new BlocksStep(from.Items.MinEncodedBytes, false, items)
                : null,
            (MapSchema from, MapSchema to) => TryCompile(from.Values, to.Values, path + "[]") is { } values
                ? new BlocksStep(1 + Math.Min(from.Values.MinEncodedBytes, int.MaxValue - 1), true, values)
                : null,
            (NamedSchema from, NamedSchema to) => TryCompileNamed(from, to, path),
            _ => TryCopy(writer, reader, path),
        };
    }

    internal ResolutionStep? Fail(string path, string reason) => Fail(new PlanFailure(path, reason));

    internal ResolutionStep? Fail(PlanFailure failure)
    {
        Failure = failure;
        return null;
    }

    private ResolutionStep? TryCopy(AvroSchema writer, AvroSchema reader, string path) =>
        SchemaMatch.DecimalsMatch(writer, reader)
            ? new CopyStep(writer)
            : Fail(path, SchemaMatch.Difference(writer, reader));

    private ResolutionStep? TryCompileNamed(NamedSchema writer, NamedSchema reader, string path)
    {
        if (!SchemaMatch.NamesMatch(writer, reader))
            return Fail(path, SchemaMatch.Difference(writer, reader));
        return (writer, reader) switch
        {
            (RecordSchema from, RecordSchema to) => TryCompileRecord(from, to, path),
            (EnumSchema from, EnumSchema to) => TryCompileEnum(from, to, path),
            (FixedSchema from, FixedSchema to) when from.Size != to.Size =>
                Fail(path, SchemaMatch.Difference(writer, reader)),
            _ => TryCopy(writer, reader, path),
        };
    }

    private ResolutionStep? TryCompileEnum(EnumSchema writer, EnumSchema reader, string path)
    {
        if (writer.Symbols.SequenceEqual(reader.Symbols))
            return new CopyStep(writer);
        var positions = SchemaMatch.MatchSymbols(writer, reader);
        return positions.Length == 0 || positions.Any(position => position >= 0)
            ? new EnumStep(positions)
            : Fail(path, $"the writer's enum {writer.FullName} and the reader's have no symbol in common");
    }

    private ResolutionStep? TryCompileRecord(RecordSchema writer, RecordSchema reader, string path)
    {
        var pair = (writer, reader);
        if (_records.TryGetValue(pair, out var known))
            return known;
        if (_failed.TryGetValue(pair, out var before))
            return Fail(before);
        if (_open >= CompatibilityDecider.MaxOpenPairs
            || _records.Count + _failed.Count >= CompatibilityDecider.MaxPairs)
            throw CompatibilityDecider.TooDeep(path);
        var step = new RecordStep();
        var first = _order.Count;
        _records.Add(pair, step);
        _order.Add(pair);
        _open++;
        var isPlanned = new RecordPlanner(this).TryPlan(step, writer, reader, path);
        _open--;
        if (isPlanned)
            return step;

        // Invariant: what was compiled since then may hold this step, which will never be complete.
        for (var i = first; i < _order.Count; i++)
            _records.Remove(_order[i]);
        _order.RemoveRange(first, _order.Count - first);
        _failed.TryAdd(pair, Failure!);
        return null;
    }
}
