using System.Buffers;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>
/// A record's fields. Where both sides have their common fields in one order the record is resolved in one
/// pass; else a
/// first pass notes where each of the writer's fields begins.
/// </summary>
internal sealed class RecordStep : ResolutionStep
{
    private const int OffsetsOnStack = 64;

    private RecordField[] _writerFields = [];
    private RecordPart[] _parts = [];
    private bool _isInOrder;

    internal override bool KeepsEncoding => _isInOrder && _parts.All(part => part.Step is not null);

    internal override IEnumerable<ResolutionStep> Parts => _parts.Select(part => part.Step).OfType<ResolutionStep>();

    /// <summary>Gives the parts, once: a recursive record's step must exist before its fields' steps.</summary>
    /// <param name="writer">The record as written.</param>
    /// <param name="parts">In the order of the reader; in one pass with the skipped fields in between.</param>
    /// <param name="isInOrder">Whether the parts take the writer's fields as they come, each of them once.</param>
    internal void Complete(RecordSchema writer, RecordPart[] parts, bool isInOrder)
    {
        _writerFields = writer.FieldArray;
        _parts = parts;
        _isInOrder = isInOrder;
    }

    internal override bool TryRun(ref AvroReader source, ref AvroWriter destination, ref string? path)
    {
        if (!source.TryEnter())
            return false;
        var isGood = _isInOrder
            ? TryRunInOrder(ref source, ref destination, ref path)
            : TryRunReordered(ref source, ref destination, ref path);
        source.Leave();
        return isGood;
    }

    private bool TryRunInOrder(ref AvroReader source, ref AvroWriter destination, ref string? path)
    {
        foreach (ref readonly var part in _parts.AsSpan())
        {
            if (part.Default is { } bytes)
            {
                destination.WriteFixed(bytes);
                continue;
            }

            var isGood = part.Step is { } step
                ? step.TryRun(ref source, ref destination, ref path)
                : AvroSkipper.TrySkip(ref source, part.Skipped!);
            if (!isGood)
                return FailIn(part.Name, ref path);
        }

        return true;
    }

    private bool TryRunReordered(ref AvroReader source, ref AvroWriter destination, ref string? path)
    {
        var count = _writerFields.Length;
        if (count <= OffsetsOnStack)
            return TryRunReordered(stackalloc int[count], ref source, ref destination, ref path);
        var rented = ArrayPool<int>.Shared.Rent(count);
        var isGood = TryRunReordered(rented.AsSpan(0, count), ref source, ref destination, ref path);
        ArrayPool<int>.Shared.Return(rented);
        return isGood;
    }

    private bool TryRunReordered(
        scoped Span<int> offsets, ref AvroReader source, ref AvroWriter destination, ref string? path)
    {
        var start = source.Mark();
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = source.Position;
            if (!AvroSkipper.TrySkip(ref source, _writerFields[i].Schema))
                return FailIn(_writerFields[i].Name, ref path);
        }

        var end = source.Position;
        source.Reset(start);
        foreach (ref readonly var part in _parts.AsSpan())
        {
            if (part.Default is { } bytes)
            {
                destination.WriteFixed(bytes);
                continue;
            }

            source.MoveTo(offsets[part.Source]);
            if (!part.Step!.TryRun(ref source, ref destination, ref path))
                return FailIn(part.Name, ref path);
        }

        source.MoveTo(end);
        return true;
    }

    private static bool FailIn(string field, ref string? path)
    {
        // The text of a deep failure stays short, so that hostile data costs no more than good.
        const int longest = 256;
        if (path is null)
            path = field;
        else if (path.Length <= longest)
            path = field + "." + path;
        return false;
    }
}
