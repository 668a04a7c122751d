using System.Net;
using System.Net.Sockets;

namespace TestKit.Clusters;

/// <summary>Ports on this machine that nobody listens on.</summary>
/// <remarks>
/// Taken from below the ports that systems hand out by themselves, so that no outgoing connection takes one
/// in between.
/// <c>KAFKA_TEST_PORTS=19000-19200</c> names another range.
/// </remarks>
public static class FreePorts
{
    private static readonly Lock Gate = new();
    private static readonly (int First, int Last) Range = ReadRange();
    private static int _next = Range.First + Environment.ProcessId * 16 % (Range.Last - Range.First);

    /// <summary>
    /// The first of so many free ports in a row. No two calls give the same one until the range is used up.
    /// </summary>
    public static int Take(int count)
    {
        lock (Gate)
        {
            for (var tries = Range.Last - Range.First; tries > 0; tries -= count)
            {
                var first = _next + count > Range.Last ? Range.First : _next;
                _next = first + count;
                if (Enumerable.Range(first, count).All(IsFree))
                    return first;
            }
        }

        throw new InvalidOperationException($"no {count} free ports in a row from {Range.First} to {Range.Last}");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static (int First, int Last) ReadRange()
    {
        var parts = (Environment.GetEnvironmentVariable("KAFKA_TEST_PORTS") ?? "21000-31000").Split('-');
        return (int.Parse(parts[0]), int.Parse(parts[1]));
    }
}
