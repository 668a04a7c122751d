using System.Text;

namespace OrderPipeline.Messaging.Native;

/// <summary>Builds librdkafka's header lists.</summary>
internal static unsafe class NativeHeaders
{
    /// <summary>Names up to this many bytes, nearly all of them, need no array.</summary>
    private const int ShortName = 256;

    /// <summary>A list that the caller owns until a record takes it over; names and values are copied.</summary>
    public static nint Make(IReadOnlyList<RecordHeader> headers)
    {
        var list = ProduceCalls.NewHeaders(headers.Count);
        Span<byte> name = stackalloc byte[ShortName];
        for (var index = 0; index < headers.Count; index++)
        {
            var header = headers[index];
            var isShort = Encoding.UTF8.TryGetBytes(header.Key, name, out var length);
            Add(list, isShort ? name[..length] : Encoding.UTF8.GetBytes(header.Key), header.Value);
        }

        return list;
    }

    private static void Add(nint list, ReadOnlySpan<byte> name, byte[]? bytes)
    {
        // An empty value needs an address, or librdkafka takes it for null.
        byte nothing;
        fixed (byte* nameAt = name, valueAt = bytes)
        {
            var value = bytes is null ? null : valueAt is null ? &nothing : valueAt;
            ProduceCalls.AddHeader(list, nameAt is null ? &nothing : nameAt, name.Length, value, bytes?.Length ?? 0);
        }
    }
}
