using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace OrderPipeline.Messaging.Native;

/// <summary>
/// The <c>rd_kafka_t</c> of a Confluent client, held so that it outlives every native call made with it.
/// </summary>
/// <remarks>Dispose it before the client: the client's own destruction waits for the last reference.</remarks>
internal sealed class ClientHandle : IDisposable
{
    private readonly SafeHandle _handle;
    private bool _isHeld;

    /// <summary>Takes a reference on the client's handle.</summary>
    /// <exception cref="LibrdkafkaException">This version of Confluent.Kafka keeps its handle elsewhere.</exception>
    public ClientHandle(IClient client)
    {
        try
        {
            _handle = (SafeHandle)SafeKafkaHandleOf(client.Handle);
        }
        catch (MissingMethodException)
        {
            throw new LibrdkafkaException(
                "this version of Confluent.Kafka does not give access to its native handle: use 2.15.1");
        }

        _handle.DangerousAddRef(ref _isHeld);
        Pointer = _handle.DangerousGetHandle();
    }

    /// <summary>The <c>rd_kafka_t *</c>, valid until <see cref="Dispose"/>.</summary>
    public nint Pointer { get; }

    public void Dispose()
    {
        if (!_isHeld) return;
        _isHeld = false;
        _handle.DangerousRelease();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_LibrdkafkaHandle")]
    [return: UnsafeAccessorType("Confluent.Kafka.Impl.SafeKafkaHandle, Confluent.Kafka")]
    private static extern object SafeKafkaHandleOf(Handle handle);
}
