using System.Globalization;
using System.Net.Sockets;

namespace OrderPipeline.LocalCluster;

/// <summary>A port of the local cluster cannot be had; the message is the one line that a person is to read.</summary>
public sealed class PortTakenException : Exception
{
    /// <summary>Takes the port, the option that names another one, and what the system said.</summary>
    /// <param name="port">The port that was asked for.</param>
    /// <param name="option">The command line's option for this port, such as <c>--kafka-port</c>.</param>
    /// <param name="cause">The failed bind; access denied reads differently from taken.</param>
    public PortTakenException(int port, string option, SocketException? cause = null)
        : base(Sentence(port, option, cause?.SocketErrorCode), cause) => Port = port;

    /// <summary>The port that was asked for.</summary>
    public int Port { get; }

    private static string Sentence(int port, string option, SocketError? error)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"port {port} on localhost");
        return error == SocketError.AccessDenied
            ? $"{place} is not for this user: choose another with {option}"
            : $"{place} is taken: end what listens there, or choose another with {option}";
    }
}
