using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrderPipeline.LocalCluster.Brokers.Native;

/// <summary>How the mock cluster ends a connection.</summary>
internal static class MockSocket
{
    /// <summary>librdkafka's <c>closesocket_cb</c>, on the mock cluster's thread.</summary>
    /// <returns>0, or -1 where the system knows no such socket.</returns>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Close(int socket, nint opaque)
    {
        using var handle = new SafeSocketHandle(socket, ownsHandle: true);
        try
        {
            using var connection = new Socket(handle);
            // Invariant: what librdkafka accepts is inherited by every program that this process starts, and a copy
            // there keeps a connection open that is only closed here: it is shut down, which holds for all copies.
            connection.Shutdown(SocketShutdown.Both);
            return 0;
        }
        catch (SocketException failure)
        {
            // The other side was first.
            return failure.SocketErrorCode == SocketError.NotSocket ? -1 : 0;
        }
    }
}
