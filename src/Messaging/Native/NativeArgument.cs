using System.Runtime.InteropServices;

namespace OrderPipeline.Messaging.Native;

/// <summary>librdkafka's <c>rd_kafka_vu_t</c>: one argument of <c>rd_kafka_produceva</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 72)]
internal unsafe struct NativeArgument
{
    [FieldOffset(0)]
    private int _kind;

    [FieldOffset(8)]
    private nint _pointer;

    [FieldOffset(8)]
    private int _number;

    [FieldOffset(16)]
    private nuint _size;

    public static NativeArgument Topic(nint handle) => new() { _kind = 2, _pointer = handle };

    public static NativeArgument Partition(int partition) => new() { _kind = 3, _number = partition };

    public static NativeArgument Value(byte* value, nuint size) =>
        new() { _kind = 4, _pointer = (nint)value, _size = size };

    public static NativeArgument Key(byte* key, nuint size) =>
        new() { _kind = 5, _pointer = (nint)key, _size = size };

    public static NativeArgument Opaque(nint opaque) => new() { _kind = 6, _pointer = opaque };

    public static NativeArgument Flags(int flags) => new() { _kind = 7, _number = flags };

    /// <summary>The record takes the list over where it is taken itself.</summary>
    public static NativeArgument Headers(nint headers) => new() { _kind = 10, _pointer = headers };
}
