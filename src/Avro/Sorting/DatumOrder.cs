using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Sorting;

/// <summary>Walks two values side by side until they differ.</summary>
internal static class DatumOrder
{
    /// <summary>False where one of the readers has failed.</summary>
    internal static bool TryCompare(ref AvroReader left, ref AvroReader right, AvroSchema schema, out int order) =>
        schema switch
        {
            RecordSchema record => Record(ref left, ref right, record, out order),
            ArraySchema array => Array(ref left, ref right, array.Items, out order),
            UnionSchema union => Union(ref left, ref right, union.BranchArray, out order),
            EnumSchema symbols => Enum(ref left, ref right, symbols.Symbols.Count, out order),
            FixedSchema bytes => Fixed(ref left, ref right, bytes.Size, out order),
            _ => Primitive(ref left, ref right, schema.Type, out order),
        };

    private static bool Record(ref AvroReader left, ref AvroReader right, RecordSchema record, out int order)
    {
        order = 0;
        if (!left.TryEnter() || !right.TryEnter())
            return false;
        foreach (var field in record.FieldArray)
        {
            if (field.Order == FieldOrder.Ignore)
            {
                if (!AvroSkipper.TrySkip(ref left, field.Schema) || !AvroSkipper.TrySkip(ref right, field.Schema))
                    return false;
                continue;
            }

            if (!TryCompare(ref left, ref right, field.Schema, out order))
                return false;
            if (order == 0)
                continue;
            if (field.Order == FieldOrder.Descending)
                order = -order;
            break;
        }

        left.Leave();
        right.Leave();
        return true;
    }

    /// <summary>Item by item, whatever the blocks; the shorter first where one begins the other.</summary>
    private static bool Array(ref AvroReader left, ref AvroReader right, AvroSchema items, out int order)
    {
        order = 0;
        if (!left.TryEnter() || !right.TryEnter())
            return false;
        var (leftCount, rightCount) = (0, 0);
        while (true)
        {
            if (leftCount == 0 && !left.TryReadBlockCount(items.MinEncodedBytes, out leftCount))
                return false;
            if (rightCount == 0 && !right.TryReadBlockCount(items.MinEncodedBytes, out rightCount))
                return false;
            if (leftCount == 0 || rightCount == 0)
            {
                order = leftCount.CompareTo(rightCount);
                break;
            }

            if (!TryCompare(ref left, ref right, items, out order))
                return false;
            if (order != 0)
                break;
            leftCount--;
            rightCount--;
        }

        left.Leave();
        right.Leave();
        return true;
    }

    private static bool Union(ref AvroReader left, ref AvroReader right, AvroSchema[] branches, out int order)
    {
        order = 0;
        if (!left.TryReadUnionIndex(branches.Length, out var a) || !right.TryReadUnionIndex(branches.Length, out var b))
            return false;
        order = a.CompareTo(b);
        return order != 0 || TryCompare(ref left, ref right, branches[a], out order);
    }

    private static bool Enum(ref AvroReader left, ref AvroReader right, int symbols, out int order)
    {
        order = 0;
        if (!left.TryReadEnum(symbols, out var a) || !right.TryReadEnum(symbols, out var b))
            return false;
        order = a.CompareTo(b);
        return true;
    }

    private static bool Fixed(ref AvroReader left, ref AvroReader right, int size, out int order)
    {
        order = 0;
        if (!left.TryReadFixed(size, out var a) || !right.TryReadFixed(size, out var b))
            return false;
        order = Math.Sign(a.SequenceCompareTo(b));
        return true;
    }

    private static bool Primitive(ref AvroReader left, ref AvroReader right, AvroType type, out int order)
    {
        order = 0;
        switch (type)
        {
            case AvroType.Null:
                return true;
            case AvroType.Boolean when left.TryReadBoolean(out var a) && right.TryReadBoolean(out var b):
                order = a.CompareTo(b);
                return true;
            case AvroType.Int when left.TryReadInt(out var a) && right.TryReadInt(out var b):
                order = a.CompareTo(b);
                return true;
            case AvroType.Long when left.TryReadLong(out var a) && right.TryReadLong(out var b):
                order = a.CompareTo(b);
                return true;
            case AvroType.Float when left.TryReadFloat(out var a) && right.TryReadFloat(out var b):
                order = OfDoubles(a, b);
                return true;
            case AvroType.Double when left.TryReadDouble(out var a) && right.TryReadDouble(out var b):
                order = OfDoubles(a, b);
                return true;
            case AvroType.Bytes when left.TryReadBytes(out var a) && right.TryReadBytes(out var b):
                order = Math.Sign(a.SequenceCompareTo(b));
                return true;
            case AvroType.String when left.TryReadUtf8(out var a) && right.TryReadUtf8(out var b):
                // The order of UTF-8 bytes is that of the code points.
                order = Math.Sign(a.SequenceCompareTo(b));
                return true;
            default:
                return false;
        }
    }

    private static int OfDoubles(double a, double b)
    {
        if (a < b)
            return -1;
        if (a > b)
            return 1;
        if (double.IsNaN(a) || double.IsNaN(b))
            return double.IsNaN(a).CompareTo(double.IsNaN(b));
        return double.IsNegative(b).CompareTo(double.IsNegative(a));
    }
}
