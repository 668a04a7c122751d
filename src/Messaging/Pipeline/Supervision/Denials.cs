using Confluent.Kafka;
using OrderPipeline.Messaging.Transactions;

namespace OrderPipeline.Messaging.Pipeline.Supervision;

/// <summary>Tells a password or a right that is missing for good from one that a starting broker does not know yet.
/// </summary>
/// <remarks>Thread-safe. Clients repeat a refused log-in with every connection, a refused right once only.</remarks>
internal sealed class Denials(TimeProvider time)
{
    /// <summary>Brokers that start, and rights that were just given, need some seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private Error? _first;
    private long _firstAt;
    private long _lastAt;
    private volatile bool _isDenied;

    /// <summary>A client was refused something, or met an error of another sort, which counts for nothing.</summary>
    public void Add(Error error)
    {
        if (!IsDenial(error.Code)) return;
        lock (_gate)
        {
            // A client tries to log in every half second: after a longer silence one has succeeded.
            var now = time.GetTimestamp();
            var isNew = _first is null
                || (IsOfConnections(_first.Code) && time.GetElapsedTime(_lastAt, now) > Patience / 3);
            if (isNew) (_first, _firstAt) = (error, now);
            _lastAt = now;
            _isDenied = true;
        }
    }

    /// <summary>Something went well that a refusal would have prevented; one read where nothing was refused.</summary>
    public void Clear()
    {
        if (!_isDenied) return;
        lock (_gate) (_first, _isDenied) = (null, false);
    }

    /// <summary>What has been refused for longer than any start takes, or null.</summary>
    public Error? Lasting()
    {
        if (!_isDenied) return null;
        lock (_gate)
        {
            if (_first is not { } first || time.GetElapsedTime(_firstAt) < Patience) return null;
            var isRepeated = !IsOfConnections(first.Code) || time.GetElapsedTime(_firstAt, _lastAt) > Patience / 2;
            return isRepeated ? first : null;
        }
    }

    private static bool IsDenial(ErrorCode code) =>
        IsOfConnections(code) || code is ErrorCode.TopicAuthorizationFailed || ErrorClasses.IsHopeless(code);

    private static bool IsOfConnections(ErrorCode code) =>
        code is ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Ssl;
}
