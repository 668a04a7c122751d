using OrderPipeline.Avro.Resolution.Steps;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>Compiles what has a union on either side, or on both.</summary>
internal sealed class UnionCompiler(PlanCompiler compiler)
{
    internal ResolutionStep? TryCompile(AvroSchema writer, AvroSchema reader, string path) =>
        writer is UnionSchema union
            ? TryCompileWriter(union, reader, path)
            : TryCompileReader(writer, (UnionSchema)reader, path, -1);

    /// <summary>
    /// A branch that the reader cannot take is an error only for the data that holds it; where the reader can take
    /// none at all the schemas do not match.
    /// </summary>
    private ResolutionStep? TryCompileWriter(UnionSchema writer, AvroSchema reader, string path)
    {
        var branches = new ResolutionStep?[writer.BranchArray.Length];
        var found = 0;
        for (var i = 0; i < branches.Length; i++)
        {
            branches[i] = reader is UnionSchema union
                ? TryCompileReader(writer.BranchArray[i], union, path, i)
                : compiler.TryCompile(writer.BranchArray[i], reader, path);
            found += branches[i] is null ? 0 : 1;
        }

        if (found == 0 && branches.Length > 0)
        {
            return branches.Length == 1
                ? compiler.Fail(compiler.Failure!)
                : compiler.Fail(path, SchemaMatch.Difference(writer, reader));
        }

        var keepsPositions = reader is UnionSchema other
            && other.BranchArray.Length == branches.Length
            && found == branches.Length;
        return new WriterUnionStep(branches, keepsPositions);
    }

    /// <summary>
    /// The first branch that takes all of the writer's values, else the first that takes some: of equal full name
    /// before those that match by unqualified name or alias, these before promotions.
    /// </summary>
    private ResolutionStep? TryCompileReader(AvroSchema writer, UnionSchema reader, string path, int writerIndex)
    {
        var candidates = Candidates(writer, reader);
        if (candidates.Count > 1)
        {
            var whole = candidates.FindIndex(i => compiler.Decider.IsReadable(writer, reader.BranchArray[i]));
            candidates = whole > 0 ? [candidates[whole]] : candidates;
        }

        PlanFailure? failure = null;
        foreach (var i in candidates)
        {
            if (compiler.TryCompile(writer, reader.BranchArray[i], path) is { } step)
                return new ReaderUnionStep(i, step, i == writerIndex);
            failure ??= compiler.Failure;
        }

        return compiler.Fail(failure ?? new PlanFailure(path, SchemaMatch.Difference(writer, reader)));
    }

    /// <summary>The reader's branches that come into question, the best first.</summary>
    private static List<int> Candidates(AvroSchema writer, UnionSchema reader)
    {
        var branches = reader.BranchArray;
        var candidates = new List<int>(1);
        for (var i = 0; i < branches.Length; i++)
        {
            if (!SchemaMatch.CouldBe(writer, branches[i]))
                continue;
            var isFirst = writer is NamedSchema from && from.FullName == ((NamedSchema)branches[i]).FullName;
            candidates.Insert(isFirst ? 0 : candidates.Count, i);
        }

        for (var i = 0; i < branches.Length; i++)
        {
            if (PromotionStep.Exists(writer.Type, branches[i].Type))
                candidates.Add(i);
        }

        return candidates;
    }
}
