using Confluent.Kafka;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>Whether a connection to a broker was lost since everything was known to be decided.</summary>
/// <remarks>The client's lines alone tell of a connection that was closed while nothing waited for an answer; they come
/// on its threads. The writer's thread asks.</remarks>
internal sealed class LostBrokers
{
    /// <summary>Of a connection that ended, and of a request that nobody answered in time.</summary>
    private static readonly string[] Facilities = ["FAIL", "REQTMOUT"];

    private int _losses;
    private int _settled;

    /// <summary>A coordinator may have ended meanwhile, and have forgotten on its start to decide what it had answered
    /// for.</summary>
    public bool AreSuspected => Count != _settled;

    /// <summary>What was lost up to now.</summary>
    public int Count => Volatile.Read(ref _losses);

    /// <summary>Somebody could not tell.</summary>
    public void Suspect() => Interlocked.Increment(ref _losses);

    /// <summary>A line of the client's log.</summary>
    public void OnLog(LogMessage message)
    {
        if (Array.IndexOf(Facilities, message.Facility) >= 0) Suspect();
    }

    /// <summary>What came with the losses up to a count is known.</summary>
    public void Settle(int count) => _settled = count;
}
