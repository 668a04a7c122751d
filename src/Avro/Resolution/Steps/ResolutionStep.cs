using System.Runtime.CompilerServices;

namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>One node of a plan: reads a writer's value and writes the reader's. Immutable once compiled.</summary>
internal abstract class ResolutionStep
{
    /// <summary>Whether this step alone, its parts aside, leaves the encoding as it is.</summary>
    internal virtual bool KeepsEncoding => false;

    /// <summary>Whether a record may pass over the value and have it written afterwards: a copy, or a scalar.</summary>
    internal virtual bool IsScalar => false;

    /// <summary>The steps within, for whoever walks a plan.</summary>
    internal virtual IEnumerable<ResolutionStep> Parts => [];

    /// <summary>Resolves one value.</summary>
    /// <param name="source">Tells why where the answer is false.</param>
    /// <param name="destination">Keeps its own failure; the source is read to its end all the same.</param>
    /// <param name="failure">
    /// On failure, what the source says, in the fields and items around it; ok at the top.
    /// </param>
    internal abstract bool TryRun(ref AvroReader source, ref AvroWriter destination, ref AvroStatus failure);

    /// <summary>Puts a field around a failure.</summary>
    /// <returns>Always false, so that it can end a failing step.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected static bool FailIn(string field, ref AvroReader source, ref AvroStatus failure)
    {
        failure = (failure.IsOk ? source.Status() : failure).In(field);
        return false;
    }

    /// <summary>Puts an item of an array or map around a failure.</summary>
    /// <returns>Always false, so that it can end a failing step.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected static bool FailIn(int item, ref AvroReader source, ref AvroStatus failure)
    {
        failure = (failure.IsOk ? source.Status() : failure).In(item);
        return false;
    }
}
