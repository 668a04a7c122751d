using System.Runtime.InteropServices;
using System.Text;

namespace OrderPipeline.Messaging.Native;

/// <summary>librdkafka's calls for reading records by the batch.</summary>
internal static unsafe class ConsumeCalls
{
    private static readonly delegate* unmanaged[Cdecl]<nint, nint> QueueOfConsumer =
        (delegate* unmanaged[Cdecl]<nint, nint>)Librdkafka.Export("rd_kafka_queue_get_consumer");

    private static readonly delegate* unmanaged[Cdecl]<nint, void> DestroyQueueFunction =
        (delegate* unmanaged[Cdecl]<nint, void>)Librdkafka.Export("rd_kafka_queue_destroy");

    private static readonly delegate* unmanaged[Cdecl]<nint, int, NativeMessage**, nuint, nint> ConsumeBatchFunction =
        (delegate* unmanaged[Cdecl]<nint, int, NativeMessage**, nuint, nint>)
        Librdkafka.Export("rd_kafka_consume_batch_queue");

    private static readonly delegate* unmanaged[Cdecl]<NativeMessage*, void> DestroyMessageFunction =
        (delegate* unmanaged[Cdecl]<NativeMessage*, void>)Librdkafka.Export("rd_kafka_message_destroy");

    private static readonly delegate* unmanaged[Cdecl]<NativeMessage*, int*, long> TimestampFunction =
        (delegate* unmanaged[Cdecl]<NativeMessage*, int*, long>)Librdkafka.Export("rd_kafka_message_timestamp");

    private static readonly delegate* unmanaged[Cdecl]<NativeMessage*, nint*, int> HeadersFunction =
        (delegate* unmanaged[Cdecl]<NativeMessage*, nint*, int>)Librdkafka.Export("rd_kafka_message_headers");

    private static readonly delegate* unmanaged[Cdecl]<nint, nuint, byte**, void**, nuint*, int> HeaderAtFunction =
        (delegate* unmanaged[Cdecl]<nint, nuint, byte**, void**, nuint*, int>)Librdkafka.Export(
            "rd_kafka_header_get_all");

    private static readonly delegate* unmanaged[Cdecl]<NativeMessage*, byte*> ErrorTextFunction =
        (delegate* unmanaged[Cdecl]<NativeMessage*, byte*>)Librdkafka.Export("rd_kafka_message_errstr");

    public static nint ConsumerQueue(nint client) => QueueOfConsumer(client);

    public static void DestroyQueue(nint queue) => DestroyQueueFunction(queue);

    /// <summary>Blocks until the batch is full or the time is up; callbacks of the client run inside.</summary>
    /// <returns>How many messages were written, or −1.</returns>
    public static int ConsumeBatch(nint queue, int timeoutMs, NativeMessage** messages, int capacity) =>
        (int)ConsumeBatchFunction(queue, timeoutMs, messages, (nuint)capacity);

    public static void Destroy(NativeMessage* message) => DestroyMessageFunction(message);

    /// <summary>Milliseconds since 1970 UTC, or null where the record has none.</summary>
    public static long? TimestampMs(NativeMessage* message)
    {
        int kind;
        var timestamp = TimestampFunction(message, &kind);
        return kind == 0 || timestamp < 0 ? null : timestamp;
    }

    /// <summary>A copy of the record's headers in their order.</summary>
    public static RecordHeader[] Headers(NativeMessage* message)
    {
        nint headers;
        if (HeadersFunction(message, &headers) != 0) return [];
        var copies = new List<RecordHeader>();
        byte* name;
        void* value;
        nuint size;
        for (nuint index = 0; HeaderAtFunction(headers, index, &name, &value, &size) == 0; index++)
        {
            var bytes = value is null ? null : new ReadOnlySpan<byte>(value, checked((int)size)).ToArray();
            copies.Add(new RecordHeader(Text(name), bytes));
        }

        return [.. copies];
    }

    public static string ErrorText(NativeMessage* message) => Text(ErrorTextFunction(message));

    private static string Text(byte* text) => text is null
        ? ""
        : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
}
