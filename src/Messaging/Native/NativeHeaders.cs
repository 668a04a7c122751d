using System.Text;

namespace OrderPipeline.Messaging.Native;

/// <summary>Builds librdkafka's header lists.</summary>
internal static unsafe class NativeHeaders
{
    /// <summary>A list that the caller owns until a record takes it over; names and values are copied.</summary>
    public static nint Make(IReadOnlyList<RecordHeader> headers)
    {
        var list = ProduceCalls.NewHeaders(headers.Count);
        foreach (var header in headers) Add(list, header);
        return list;
    }

    private static void Add(nint list, RecordHeader header)
    {
        // An empty value needs an address, or librdkafka takes it for null.
        byte nothing;
        var name = Encoding.UTF8.GetBytes(header.Key);
        fixed (byte* nameAt = name, valueAt = header.Value)
        {
            var value = header.Value is null ? null : valueAt is null ? &nothing : valueAt;
            ProduceCalls.AddHeader(
                list, nameAt is null ? &nothing : nameAt, name.Length, value, header.Value?.Length ?? 0);
        }
    }
}
