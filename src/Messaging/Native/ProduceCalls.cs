using System.Runtime.InteropServices;
using System.Text;

namespace OrderPipeline.Messaging.Native;

/// <summary>librdkafka's calls for sending records and reading their delivery reports by the batch.</summary>
internal static unsafe class ProduceCalls
{
    public const int DeliveryEvent = 0x1;
    public const int ErrorEvent = 0x8;

    /// <summary>The value is copied by the call, so the caller's span may be used again at once.</summary>
    public const int CopyFlag = 0x2;

    private static readonly delegate* unmanaged[Cdecl]<nint, byte*, nint, nint> NewTopicFunction =
        (delegate* unmanaged[Cdecl]<nint, byte*, nint, nint>)Librdkafka.Export("rd_kafka_topic_new");

    private static readonly delegate* unmanaged[Cdecl]<nint, void> DestroyTopicFunction =
        (delegate* unmanaged[Cdecl]<nint, void>)Librdkafka.Export("rd_kafka_topic_destroy");

    private static readonly delegate* unmanaged[Cdecl]<nint, int, int, void*, nuint, void*, nuint, nint, int>
        ProduceFunction = (delegate* unmanaged[Cdecl]<nint, int, int, void*, nuint, void*, nuint, nint, int>)
            Librdkafka.Export("rd_kafka_produce");

    private static readonly delegate* unmanaged[Cdecl]<int> LastErrorFunction =
        (delegate* unmanaged[Cdecl]<int>)Librdkafka.Export("rd_kafka_last_error");

    private static readonly delegate* unmanaged[Cdecl]<nint, NativeArgument*, nuint, nint> ProduceArgumentsFunction =
        (delegate* unmanaged[Cdecl]<nint, NativeArgument*, nuint, nint>)Librdkafka.Export("rd_kafka_produceva");

    private static readonly delegate* unmanaged[Cdecl]<nint, int> ErrorCodeFunction =
        (delegate* unmanaged[Cdecl]<nint, int>)Librdkafka.Export("rd_kafka_error_code");

    private static readonly delegate* unmanaged[Cdecl]<nint, void> DestroyErrorFunction =
        (delegate* unmanaged[Cdecl]<nint, void>)Librdkafka.Export("rd_kafka_error_destroy");

    private static readonly delegate* unmanaged[Cdecl]<nuint, nint> NewHeadersFunction =
        (delegate* unmanaged[Cdecl]<nuint, nint>)Librdkafka.Export("rd_kafka_headers_new");

    private static readonly delegate* unmanaged[Cdecl]<nint, byte*, nint, void*, nint, int> AddHeaderFunction =
        (delegate* unmanaged[Cdecl]<nint, byte*, nint, void*, nint, int>)Librdkafka.Export("rd_kafka_header_add");

    private static readonly delegate* unmanaged[Cdecl]<nint, void> DestroyHeadersFunction =
        (delegate* unmanaged[Cdecl]<nint, void>)Librdkafka.Export("rd_kafka_headers_destroy");

    private static readonly delegate* unmanaged[Cdecl]<NativeMessage*, int> StatusFunction =
        (delegate* unmanaged[Cdecl]<NativeMessage*, int>)Librdkafka.Export("rd_kafka_message_status");

    private static readonly delegate* unmanaged[Cdecl]<NativeMessage*, long> LatencyFunction =
        (delegate* unmanaged[Cdecl]<NativeMessage*, long>)Librdkafka.Export("rd_kafka_message_latency");

    private static readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, int> FatalErrorFunction =
        (delegate* unmanaged[Cdecl]<nint, byte*, nuint, int>)Librdkafka.Export("rd_kafka_fatal_error");

    private static readonly delegate* unmanaged[Cdecl]<nint, int, nint, nint*, int, int> MetadataFunction =
        (delegate* unmanaged[Cdecl]<nint, int, nint, nint*, int, int>)Librdkafka.Export("rd_kafka_metadata");

    private static readonly delegate* unmanaged[Cdecl]<nint, void> DestroyMetadataFunction =
        (delegate* unmanaged[Cdecl]<nint, void>)Librdkafka.Export("rd_kafka_metadata_destroy");

    private static readonly delegate* unmanaged[Cdecl]<nint, int, int> FlushFunction =
        (delegate* unmanaged[Cdecl]<nint, int, int>)Librdkafka.Export("rd_kafka_flush");

    private static readonly delegate* unmanaged[Cdecl]<nint, int, int> PurgeFunction =
        (delegate* unmanaged[Cdecl]<nint, int, int>)Librdkafka.Export("rd_kafka_purge");

    /// <summary>The handle of one topic, to be destroyed before the client.</summary>
    /// <returns>Zero where librdkafka refuses the name.</returns>
    public static nint NewTopic(nint client, byte* name) => NewTopicFunction(client, name, 0);

    public static void DestroyTopic(nint topic) => DestroyTopicFunction(topic);

    /// <summary>Queues one record without headers.</summary>
    /// <returns>librdkafka's error code, 0 where the record was taken.</returns>
    public static int Produce(
        nint topic, int partition, byte* value, nuint valueLength, byte* key, nuint keyLength, nint opaque) =>
        ProduceFunction(topic, partition, CopyFlag, value, valueLength, key, keyLength, opaque) == 0
            ? 0
            : LastErrorFunction();

    /// <summary>Queues one record that is described by arguments, headers among them.</summary>
    /// <returns>librdkafka's error code; the headers belong to the record only where it is 0.</returns>
    public static int Produce(nint client, ReadOnlySpan<NativeArgument> arguments)
    {
        nint error;
        fixed (NativeArgument* first = arguments)
            error = ProduceArgumentsFunction(client, first, (nuint)arguments.Length);
        if (error == 0) return 0;
        var code = ErrorCodeFunction(error);
        DestroyErrorFunction(error);
        return code;
    }

    public static nint NewHeaders(int count) => NewHeadersFunction((nuint)count);

    public static void AddHeader(nint headers, byte* name, int nameLength, byte* value, int valueLength) =>
        _ = AddHeaderFunction(headers, name, nameLength, value, valueLength);

    public static void DestroyHeaders(nint headers) => DestroyHeadersFunction(headers);

    /// <summary>0 not persisted, 1 possibly, 2 persisted.</summary>
    public static int Status(NativeMessage* message) => StatusFunction(message);

    /// <summary>Microseconds since the record was queued, −1 where unknown.</summary>
    public static long LatencyMicros(NativeMessage* message) => LatencyFunction(message);

    /// <summary>The error that the client cannot get over, 0 where there is none.</summary>
    public static (int Code, string Reason) FatalError(nint client)
    {
        const int MostText = 512;
        var text = stackalloc byte[MostText];
        *text = 0;
        var code = FatalErrorFunction(client, text, MostText);
        return (code, Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text)));
    }

    /// <summary>Asks for the brokers and for no topic, so that none is made by it.</summary>
    /// <returns>librdkafka's error code, 0 where a broker answered.</returns>
    public static int MeetBrokers(nint client, int timeoutMs)
    {
        nint metadata = 0;
        var error = MetadataFunction(client, 0, 0, &metadata, timeoutMs);
        if (metadata != 0) DestroyMetadataFunction(metadata);
        return error;
    }

    /// <summary>Sends what is queued without lingering, and waits until every record is answered, and every report
    /// taken by whoever polls.</summary>
    public static void Flush(nint client, int timeoutMs) => _ = FlushFunction(client, timeoutMs);

    /// <summary>Fails every record that is still queued or on its way; their reports follow.</summary>
    public static void Purge(nint client) => _ = PurgeFunction(client, 0x1 | 0x2);
}
