using System.Runtime.InteropServices;

namespace OrderPipeline.Messaging.Native;

/// <summary>librdkafka's <c>rd_kafka_message_t</c>, field by field.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMessage
{
    public int Error;
    public nint Topic;
    public int Partition;
    public byte* Value;
    public nuint ValueLength;
    public byte* Key;
    public nuint KeyLength;
    public long Offset;
    public nint Private;
}
