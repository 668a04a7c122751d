using System.Net;
using System.Net.Sockets;

namespace OrderPipeline.LocalCluster.Forwarding;

/// <summary>Takes connections to one port of localhost, over IPv4 and, where this machine has it, IPv6.</summary>
internal sealed class LoopbackListener : IDisposable
{
    private const int Backlog = 128;
    private const int Tries = 20;

    private readonly Socket[] _sockets;

    private LoopbackListener(Socket[] sockets) => _sockets = sockets;

    public int Port => ((IPEndPoint)_sockets[0].LocalEndPoint!).Port;

    /// <summary>The sockets that listen, one for each protocol.</summary>
    public IReadOnlyList<Socket> Sockets => _sockets;

    /// <summary>How clients should name this machine: <c>localhost</c> may mean IPv6 first.</summary>
    public string Host => _sockets.Length > 1 ? "localhost" : "127.0.0.1";

    /// <summary>Listens on the port; 0 takes one that is free for both protocols.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public static LoopbackListener Start(int port)
    {
        for (var tries = 1; ; tries++)
        {
            var first = Listen(IPAddress.Loopback, port);
            try
            {
                var chosen = ((IPEndPoint)first.LocalEndPoint!).Port;
                return new(Socket.OSSupportsIPv6 && TryListen6(chosen) is { } second ? [first, second] : [first]);
            }
            catch (SocketException) when (port == 0 && tries < Tries)
            {
                first.Dispose();
            }
            catch (SocketException)
            {
                first.Dispose();
                throw;
            }
        }
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private static Socket? TryListen6(int port)
    {
        try
        {
            return Listen(IPAddress.IPv6Loopback, port);
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.AddressNotAvailable
            or SocketError.AddressFamilyNotSupported)
        {
            // IPv6 is known here but switched off.
            return null;
        }
    }

    private static Socket Listen(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Windows would else let two programs listen on one port.
            if (OperatingSystem.IsWindows())
                socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
