using System.Runtime.InteropServices;
using System.Text;

namespace OrderPipeline.Messaging.Native;

/// <summary>librdkafka's calls for what a client reports on its main queue.</summary>
internal static unsafe class EventCalls
{
    private static readonly delegate* unmanaged[Cdecl]<nint, nint> MainQueueFunction =
        (delegate* unmanaged[Cdecl]<nint, nint>)Librdkafka.Export("rd_kafka_queue_get_main");

    private static readonly delegate* unmanaged[Cdecl]<nint, void> DestroyQueueFunction =
        (delegate* unmanaged[Cdecl]<nint, void>)Librdkafka.Export("rd_kafka_queue_destroy");

    private static readonly delegate* unmanaged[Cdecl]<nint, int, nint> PollFunction =
        (delegate* unmanaged[Cdecl]<nint, int, nint>)Librdkafka.Export("rd_kafka_queue_poll");

    private static readonly delegate* unmanaged[Cdecl]<nint, void> YieldFunction =
        (delegate* unmanaged[Cdecl]<nint, void>)Librdkafka.Export("rd_kafka_queue_yield");

    private static readonly delegate* unmanaged[Cdecl]<nint, int> TypeFunction =
        (delegate* unmanaged[Cdecl]<nint, int>)Librdkafka.Export("rd_kafka_event_type");

    private static readonly delegate* unmanaged[Cdecl]<nint, NativeMessage**, nuint, nuint> MessagesFunction =
        (delegate* unmanaged[Cdecl]<nint, NativeMessage**, nuint, nuint>)
        Librdkafka.Export("rd_kafka_event_message_array");

    private static readonly delegate* unmanaged[Cdecl]<nint, int> ErrorFunction =
        (delegate* unmanaged[Cdecl]<nint, int>)Librdkafka.Export("rd_kafka_event_error");

    private static readonly delegate* unmanaged[Cdecl]<nint, int> IsFatalFunction =
        (delegate* unmanaged[Cdecl]<nint, int>)Librdkafka.Export("rd_kafka_event_error_is_fatal");

    private static readonly delegate* unmanaged[Cdecl]<nint, byte*> ErrorTextFunction =
        (delegate* unmanaged[Cdecl]<nint, byte*>)Librdkafka.Export("rd_kafka_event_error_string");

    private static readonly delegate* unmanaged[Cdecl]<nint, void> DestroyFunction =
        (delegate* unmanaged[Cdecl]<nint, void>)Librdkafka.Export("rd_kafka_event_destroy");

    public static nint MainQueue(nint client) => MainQueueFunction(client);

    public static void DestroyQueue(nint queue) => DestroyQueueFunction(queue);

    /// <summary>The next event, or zero where none came in time or <see cref="Yield"/> was called.</summary>
    public static nint Poll(nint queue, int timeoutMs) => PollFunction(queue, timeoutMs);

    /// <summary>Ends the poll that runs on another thread, or the next one.</summary>
    public static void Yield(nint queue) => YieldFunction(queue);

    public static int Type(nint happening) => TypeFunction(happening);

    /// <summary>Takes further messages out of the event; they live until it is destroyed.</summary>
    public static int Messages(nint happening, NativeMessage** messages, int capacity) =>
        (int)MessagesFunction(happening, messages, (nuint)capacity);

    public static int Error(nint happening) => ErrorFunction(happening);

    public static bool IsFatal(nint happening) => IsFatalFunction(happening) != 0;

    public static string ErrorText(nint happening)
    {
        var text = ErrorTextFunction(happening);
        return text is null
            ? ""
            : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
    }

    public static void Destroy(nint happening) => DestroyFunction(happening);
}
