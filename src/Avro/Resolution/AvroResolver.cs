using OrderPipeline.Avro.Resolution.Compiling;
using OrderPipeline.Avro.Resolution.Steps;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution;

/// <summary>
/// Turns what was written with one schema into the encoding of another (specification, "Schema Resolution"),
/// by a plan
/// that is compiled once.
/// </summary>
/// <remarks>
/// Immutable, safe for any number of threads. Resolving allocates nothing unless it fails inside a record.
/// </remarks>
public sealed class AvroResolver
{
    private readonly ResolutionStep _root;

    private AvroResolver(AvroSchema writer, AvroSchema reader, ResolutionStep root)
    {
        Writer = writer;
        Reader = reader;
        _root = root;
        IsIdentity = new IdentityCheck().IsIdentity(root);
    }

    /// <summary>The schema of the bytes that come in.</summary>
    public AvroSchema Writer { get; }

    /// <summary>The schema of the bytes that go out.</summary>
    public AvroSchema Reader { get; }

    /// <summary>Whether both encodings are the same, so that the bytes can be read as they are.</summary>
    public bool IsIdentity { get; }

    /// <summary>
    /// Compiles the plan. Records, enums and fixed match by unqualified name, then by the reader's alias.
    /// </summary>
    /// <exception cref="AvroResolutionException">
    /// The schemas cannot be bridged; names the field and both types.
    /// </exception>
    public static AvroResolver Compile(AvroSchema writer, AvroSchema reader)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(reader);
        return new AvroResolver(writer, reader, new PlanCompiler().Compile(writer, reader));
    }

    /// <summary>Resolves the one value at the start of <paramref name="source"/>; never throws.</summary>
    /// <param name="source">Written with <see cref="Writer"/>.</param>
    /// <param name="destination">
    /// Takes the encoding of <see cref="Reader"/>; where it is too short the status says
    /// <see cref="AvroErrorCode.DestinationTooShort"/> and the caller tries again with a longer one.
    /// </param>
    /// <param name="consumed">Bytes of the source that the value has; bytes behind it are the caller's
    /// affair.</param>
    public AvroStatus TryResolve(ReadOnlySpan<byte> source, ref AvroWriter destination, out int consumed) =>
        TryResolve(source, ref destination, checksText: true, out consumed);

    /// <summary>
    /// The same for a caller that may leave the UTF-8 of strings to the decoder that reads the result at once, as the
    /// generated classes and views do: what the result has is checked once then, not twice.
    /// </summary>
    /// <param name="source">Written with <see cref="Writer"/>.</param>
    /// <param name="destination">Takes the encoding of <see cref="Reader"/>.</param>
    /// <param name="checksText">
    /// False to leave strings that are kept to the decoder. Every bound, and every string that the reader's schema
    /// drops or takes as bytes, is checked all the same. A caller that meets a failure, here or in the decoder,
    /// resolves again with true: that failure is the first one, with its place in the source.
    /// </param>
    /// <param name="consumed">Bytes of the source that the value has.</param>
    public AvroStatus TryResolve(
        ReadOnlySpan<byte> source, ref AvroWriter destination, bool checksText, out int consumed)
    {
        if (_root is RecordStep record && record.TryRunSimply(source, checksText, ref destination, out consumed))
            return destination.Error == AvroErrorCode.None ? AvroStatus.Ok : destination.Status;
        return TryResolveWithReader(source, ref destination, checksText, out consumed);
    }

    private AvroStatus TryResolveWithReader(
        ReadOnlySpan<byte> source, ref AvroWriter destination, bool checksText, out int consumed)
    {
        var reader = new AvroReader(source) { LeavesText = !checksText };
        var failure = AvroStatus.Ok;
        var isGood = _root.TryRun(ref reader, ref destination, ref failure);
        consumed = reader.Position;
        if (isGood)
            return destination.Status;
        return failure.IsOk ? reader.Status() : failure;
    }
}
