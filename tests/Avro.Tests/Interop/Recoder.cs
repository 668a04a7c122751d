using OrderPipeline.Avro;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Interop;

/// <summary>Reads every value of a datum and writes it again: each array and map in one block.</summary>
/// <remarks>A failure sticks to the reader, so that it need be asked at the end only.</remarks>
internal static class Recoder
{
    private const int Room = 1 << 20;

    [ThreadStatic]
    private static byte[]? _buffer;

    internal static string Recode(ReadOnlySpan<byte> data, AvroSchema schema)
    {
        var reader = new AvroReader(data);
        var writer = new AvroWriter(_buffer ??= new byte[Room]);
        Recode(ref reader, ref writer, schema);
        Assert.True(
            reader.TryReadEnd() && writer.Status.IsOk,
            $"{reader.Status()}, {writer.Status} in {Convert.ToHexStringLower(data)} of {schema}");
        return Convert.ToHexStringLower(_buffer, 0, writer.Written);
    }

    private static void Recode(ref AvroReader reader, ref AvroWriter writer, AvroSchema schema)
    {
        switch (schema)
        {
            case RecordSchema record:
                foreach (var field in record.Fields)
                    Recode(ref reader, ref writer, field.Schema);
                break;
            case ArraySchema array:
                RecodeBlocks(ref reader, ref writer, array.Items, false);
                break;
            case MapSchema map:
                RecodeBlocks(ref reader, ref writer, map.Values, true);
                break;
            case UnionSchema union:
                if (!reader.TryReadUnionIndex(union.Branches.Count, out var branch))
                    break;
                writer.WriteUnionIndex(branch);
                Recode(ref reader, ref writer, union.Branches[branch]);
                break;
            default:
                RecodeScalar(ref reader, ref writer, schema);
                break;
        }
    }

    /// <summary>The count of all items comes first, so the items are written aside.</summary>
    private static void RecodeBlocks(ref AvroReader reader, ref AvroWriter writer, AvroSchema items, bool hasKeys)
    {
        var all = 0;
        var written = new byte[reader.Remaining];
        var aside = new AvroWriter(written);
        while (reader.TryReadBlockCount((hasKeys ? 1 : 0) + items.MinEncodedBytes, out var count) && count > 0)
        {
            all += count;
            for (; count > 0; count--)
            {
                if (hasKeys)
                {
                    reader.TryReadString(out var key);
                    aside.WriteString(key);
                }

                Recode(ref reader, ref aside, items);
            }
        }

        Assert.Equal(AvroStatus.Ok, aside.Status);
        if (all > 0)
            writer.WriteBlockCount(all);
        writer.WriteFixed(written.AsSpan(0, aside.Written));
        writer.WriteBlockEnd();
    }

    private static void RecodeScalar(ref AvroReader reader, ref AvroWriter writer, AvroSchema schema)
    {
        switch (schema.Type)
        {
            case AvroType.Null:
                writer.WriteNull();
                break;
            case AvroType.Boolean when reader.TryReadBoolean(out var value):
                writer.WriteBoolean(value);
                break;
            case AvroType.Int when reader.TryReadInt(out var value):
                writer.WriteInt(value);
                break;
            case AvroType.Long when reader.TryReadLong(out var value):
                writer.WriteLong(value);
                break;
            case AvroType.Float when reader.TryReadFloat(out var value):
                writer.WriteFloat(value);
                break;
            case AvroType.Double when reader.TryReadDouble(out var value):
                writer.WriteDouble(value);
                break;
            case AvroType.String when reader.TryReadString(out var value):
                writer.WriteString(value);
                break;
            case AvroType.Bytes when reader.TryReadBytes(out var value):
                writer.WriteBytes(value);
                break;
            case AvroType.Fixed when reader.TryReadFixed(((FixedSchema)schema).Size, out var value):
                writer.WriteFixed(value);
                break;
            case AvroType.Enum when reader.TryReadEnum(((EnumSchema)schema).Symbols.Count, out var value):
                writer.WriteEnum(value);
                break;
        }
    }
}
