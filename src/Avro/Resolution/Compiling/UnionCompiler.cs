using OrderPipeline.Avro.Resolution.Steps;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>Compiles what has a union on either side, or on both.</summary>
internal sealed class UnionCompiler(PlanCompiler compiler)
{
    internal ResolutionStep Compile(AvroSchema writer, AvroSchema reader, string path) =>
        writer is UnionSchema union
            ? CompileWriter(union, reader, path)
            : CompileReader(writer, (UnionSchema)reader, path, -1);

    /// <summary>
    /// A branch that the reader cannot take is an error only for the data that holds it; where the reader can
    /// take none
    /// at all the schemas do not match.
    /// </summary>
    private WriterUnionStep CompileWriter(UnionSchema writer, AvroSchema reader, string path)
    {
        var branches = new ResolutionStep?[writer.BranchArray.Length];
        AvroResolutionException? failure = null;
        var found = 0;
        for (var i = 0; i < branches.Length; i++)
        {
            try
            {
                branches[i] = reader is UnionSchema union
                    ? CompileReader(writer.BranchArray[i], union, path, i)
                    : compiler.Compile(writer.BranchArray[i], reader, path);
                found++;
            }
            catch (AvroResolutionException e)
            {
                failure ??= e;
            }
        }

        if (found == 0 && failure is not null)
            throw branches.Length == 1 ? failure : NoBranch(writer, reader, path);
        var keepsPositions = reader is UnionSchema other
            && other.BranchArray.Length == branches.Length
            && found == branches.Length;
        return new WriterUnionStep(branches, keepsPositions);
    }

    /// <summary>
    /// The first branch of the writer's own type that can take the value, else the first that promotes it.
    /// </summary>
    private ReaderUnionStep CompileReader(AvroSchema writer, UnionSchema reader, string path, int writerIndex)
    {
        AvroResolutionException? failure = null;
        foreach (var isExact in (ReadOnlySpan<bool>)[true, false])
        {
            for (var i = 0; i < reader.BranchArray.Length; i++)
            {
                var branch = reader.BranchArray[i];
                if (branch.Type == writer.Type != isExact || (isExact && !CouldBe(writer, branch)))
                    continue;
                if (!isExact && !PromotionStep.Exists(writer.Type, branch.Type))
                    continue;
                try
                {
                    return new ReaderUnionStep(i, compiler.Compile(writer, branch, path), i == writerIndex);
                }
                catch (AvroResolutionException e)
                {
                    failure ??= e;
                }
            }
        }

        throw failure ?? NoBranch(writer, reader, path);
    }

    private static bool CouldBe(AvroSchema writer, AvroSchema branch) =>
        writer is not NamedSchema from || SchemaMatch.NamesMatch(from, (NamedSchema)branch);

    private static AvroResolutionException NoBranch(AvroSchema writer, AvroSchema reader, string path) =>
        new(path, $"the writer has {SchemaMatch.Describe(writer)}, the reader {SchemaMatch.Describe(reader)}");
}
