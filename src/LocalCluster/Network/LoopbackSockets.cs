using System.Net;
using System.Net.Sockets;

namespace OrderPipeline.LocalCluster.Network;

/// <summary>
/// One port on both loopback addresses, bound before a server starts: <c>localhost</c> means either.
/// </summary>
/// <remarks>Whoever takes a socket by <see cref="Take"/> owns it; the rest is closed with this.</remarks>
internal sealed class LoopbackSockets : IDisposable
{
    private const int Tries = 20;
    private readonly List<Socket> _sockets;

    private LoopbackSockets(List<Socket> sockets) => _sockets = sockets;

    /// <summary>What is bound and not taken, IPv4 first; still this object's.</summary>
    public IReadOnlyList<Socket> Sockets => _sockets;

    public IReadOnlyList<IPEndPoint> Addresses => [.. _sockets.Select(socket => (IPEndPoint)socket.LocalEndPoint!)];

    /// <summary>Binds the port, or any free one for 0.</summary>
    /// <exception cref="PortTakenException">Somebody listens there on one of the addresses.</exception>
    public static LoopbackSockets Bind(int port, string option)
    {
        for (var left = Tries; ; left--)
        {
            List<Socket> sockets = [];
            try
            {
                sockets.Add(Bind(new IPEndPoint(IPAddress.Loopback, port)));
                var bound = ((IPEndPoint)sockets[0].LocalEndPoint!).Port;
                if (TryBindV6(bound) is { } v6)
                    sockets.Add(v6);
                return new LoopbackSockets(sockets);
            }
            catch (SocketException e)
            {
                sockets.ForEach(socket => socket.Dispose());

                // A port that is free on one address may be taken on the other; another one is as good.
                if (port != 0 || left == 1)
                    throw new PortTakenException(port, option, e);
            }
        }
    }

    /// <summary>Hands the address's socket over.</summary>
    public Socket Take(EndPoint address)
    {
        var index = _sockets.FindIndex(socket => socket.LocalEndPoint!.Equals(address));
        var taken = _sockets[index];
        _sockets.RemoveAt(index);
        return taken;
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    /// <summary>Null where the machine has no IPv6 loopback: nobody comes that way then.</summary>
    private static Socket? TryBindV6(int port)
    {
        try
        {
            return Socket.OSSupportsIPv6 ? Bind(new IPEndPoint(IPAddress.IPv6Loopback, port)) : null;
        }
        catch (SocketException e) when (e.SocketErrorCode
            is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            return null;
        }
    }

    private static Socket Bind(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Elsewhere this would refuse a port that a closed connection still waits on.
            if (OperatingSystem.IsWindows())
                socket.ExclusiveAddressUse = true;
            socket.Bind(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
