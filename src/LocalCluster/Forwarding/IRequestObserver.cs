using OrderPipeline.LocalCluster.Brokers;

namespace OrderPipeline.LocalCluster.Forwarding;

/// <summary>Sees the requests that clients send through the forwarder.</summary>
internal interface IRequestObserver
{
    /// <summary>Called before the request goes on to its broker; must be quick, must not throw, and is called on many
    /// threads.</summary>
    /// <param name="connection">Tells connections apart; never used twice.</param>
    /// <param name="request">Which of Kafka's requests.</param>
    /// <param name="version">Its <c>api_version</c>: which fields it has, and from which version on it is
    /// flexible.</param>
    /// <param name="frame">From <c>api_key</c> to the request's end, without the length before it. A request of more
    /// than 64 KiB is cut off there.</param>
    void OnRequest(long connection, KafkaRequest request, short version, ReadOnlySpan<byte> frame);

    /// <summary>Called once when the connection has ended, from either side.</summary>
    void OnClosed(long connection);
}
