using Confluent.Kafka;

namespace OrderPipeline.Messaging.Hosting;

/// <summary>Says what librdkafka reports in few lines: a broker that is away is one line, not one a second.</summary>
/// <remarks>Thread-safe; librdkafka calls from its own threads. Nothing here throws, since librdkafka would
/// swallow it.</remarks>
/// <param name="write">Takes one line; must not block.</param>
/// <param name="clock">Measures how long a repeated line is kept back.</param>
/// <param name="servers">The addresses of <c>Kafka:BootstrapServers</c>.</param>
public sealed class KafkaLog(Action<string> write, TimeProvider clock, string servers)
{
    private const int MostRemembered = 256;
    private const int DebugLevel = (int)SyslogLevel.Debug;
    private static readonly TimeSpan SameLineAgain = TimeSpan.FromMinutes(1);

    /// <summary>What the error handler says as well, or what is noise where everything is well.</summary>
    private static readonly string[] Quiet =
        ["FAIL", "ERROR", "CONFWARN", "BROKER", "CONNECTED", "DISCONNECT", "TERM", "TERMINATE", "DESTROY", "REQTMOUT",
         "GETPID"];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _said = new(StringComparer.Ordinal);
    private volatile bool _down;
    private volatile Error? _lastError;

    /// <summary>The last error that a client reported, or null; shown where a program gives up waiting.</summary>
    public Error? LastError => _lastError;

    /// <summary>For a builder's <c>SetErrorHandler</c>.</summary>
    public void OnError(Error error)
    {
        ArgumentNullException.ThrowIfNull(error);
        _lastError = error;
        switch (error.Code)
        {
            case ErrorCode.Local_AllBrokersDown:
                if (!_down)
                    Say("down " + servers, $"cannot reach {servers} (waiting)");
                _down = true;
                break;
            case ErrorCode.Local_Transport or ErrorCode.Local_Resolve or ErrorCode.Local_TimedOut:
                var address = Address(error.Reason);
                Say("down " + address, $"cannot reach {address} (waiting)");
                break;
            case ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed:
                Say("credentials", $"{Address(error.Reason)} refuses the credentials: see Kafka:Client");
                break;
            default:
                Say(error.Code.ToString(), $"Kafka: {error.Reason} ({error.Code})");
                break;
        }
    }

    /// <summary>For a builder's <c>SetLogHandler</c>; debug lines come only where a setting asks for them.</summary>
    public void OnLog(LogMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var level = (int)message.LevelAs(LogLevelType.SysLogLevel);
        if (level == DebugLevel)
            write(Printable($"{message.Facility} {message.Message}"));
        else if (level <= (int)SyslogLevel.Warning && !Quiet.Contains(message.Facility, StringComparer.Ordinal))
            Say(message.Facility, $"Kafka: {message.Message} ({message.Facility})");
    }

    /// <summary>
    /// Whoever got an answer from the cluster says so here; costs one read where nothing was amiss.
    /// </summary>
    public void Reached()
    {
        if (!_down)
            return;
        lock (_lock)
        {
            if (!_down)
                return;
            _down = false;
            _lastError = null;
            _said.Clear();
        }
        write($"reached {servers} again");
    }

    private void Say(string what, string line)
    {
        lock (_lock)
        {
            if (_said.TryGetValue(what, out var last) && clock.GetElapsedTime(last) < SameLineAgain)
                return;
            if (_said.Count >= MostRemembered)
                _said.Clear();
            _said[what] = clock.GetTimestamp();
        }
        write(Printable(line));
    }

    /// <summary>librdkafka's reasons begin with <c>host:port/broker: </c>.</summary>
    private string Address(string reason)
    {
        var end = reason.IndexOf('/', StringComparison.Ordinal);
        var address = end > 0 && !reason.AsSpan(0, end).Contains(' ') ? reason[..end] : servers;
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? address : servers;
    }

    private static string Printable(string line) => string.Create(line.Length, line, static (span, source) =>
    {
        for (var index = 0; index < span.Length; index++)
            span[index] = char.IsControl(source[index]) ? ' ' : source[index];
    });
}
