using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Sorting;

/// <summary>
/// Compares values in their binary encoding by the order of their schema (specification, "Sort Order"); nothing is
/// decoded or allocated.
/// </summary>
/// <remarks>
/// Immutable, safe for any number of threads. Floats are in total order as in Apache's implementation: -0 before 0, NaN
/// behind all others. Strings are in the order of their code points. Bytes behind the first difference
/// are not looked at.
/// </remarks>
public sealed class AvroComparer : IComparer<ReadOnlyMemory<byte>>
{
    private readonly AvroSchema _schema;

    /// <summary>A comparer of values that were written with one schema.</summary>
    /// <param name="schema">Maps have no order: they may stand in fields that are ignored only.</param>
    /// <exception cref="ArgumentException">A map would have to be compared; names the field.</exception>
    public AvroComparer(AvroSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (MapFinder.Find(schema) is { } path)
        {
            throw new ArgumentException(
                $"Maps have no order, and {path} is one; fields of order ignore may hold them.", nameof(schema));
        }

        _schema = schema;
    }

    /// <summary>Compares two values; what stands behind each of them is the caller's affair.</summary>
    /// <param name="left">Begins with a value of the schema.</param>
    /// <param name="right">Begins with a value of the schema.</param>
    /// <param name="order">Below zero where left comes first, above where right does; 0 where neither.</param>
    /// <returns>Ok, or what is wrong with one of them; its path begins with <c>left</c> or <c>right</c>.</returns>
    public AvroStatus TryCompare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, out int order)
    {
        var a = new AvroReader(left);
        var b = new AvroReader(right);
        if (DatumOrder.TryCompare(ref a, ref b, _schema, out order))
            return AvroStatus.Ok;
        order = 0;
        return a.Error != AvroErrorCode.None ? a.Status("left") : b.Status("right");
    }

    /// <summary>Compares two values.</summary>
    /// <exception cref="AvroException">One of them is no value of the schema.</exception>
    public int Compare(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y)
    {
        var status = TryCompare(x.Span, y.Span, out var order);
        return status.IsOk ? order : throw new AvroException(status);
    }
}
