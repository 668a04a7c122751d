using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>Reads headers by name; of several with one name the last counts, since frameworks append.</summary>
internal static class RecordHeaders
{
    public static byte[]? Bytes(RecordCopy record, string name)
    {
        for (var index = record.Headers.Count - 1; index >= 0; index--)
        {
            if (record.Headers[index].Key == name)
                return record.Headers[index].Value;
        }
        return null;
    }

    public static bool Has(RecordCopy record, string name)
    {
        foreach (var header in record.Headers)
        {
            if (header.Key == name)
                return true;
        }
        return false;
    }

    /// <summary>UTF-8 text; bytes that are none show as U+FFFD.</summary>
    public static string? Text(RecordCopy record, string name) =>
        Bytes(record, name) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>A number as text.</summary>
    public static long? Number(RecordCopy record, string name) =>
        long.TryParse(Text(record, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A number as four or eight bytes, the first one the highest, which Java's ByteBuffer writes.</summary>
    public static long? Binary(RecordCopy record, string name) => Bytes(record, name) switch
    {
        { Length: sizeof(int) } bytes => BinaryPrimitives.ReadInt32BigEndian(bytes),
        { Length: sizeof(long) } bytes => BinaryPrimitives.ReadInt64BigEndian(bytes),
        _ => null,
    };

    /// <summary>A number that fits a partition or a count, else null.</summary>
    public static int? Small(long? number) => number is >= 0 and <= int.MaxValue ? (int)number : null;
}
