using Confluent.Kafka;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>Whether a connection to a broker was lost since everything was known to be decided.</summary>
/// <remarks>The client's lines alone tell of a connection that was closed while nothing waited for an answer; they come
/// on its threads. The writer's thread asks.</remarks>
internal sealed class LostBrokers
{
    /// <summary>Of a connection that ended, and of a request that nobody answered in time.</summary>
    private static readonly string[] Facilities = ["FAIL", "REQTMOUT"];

    /// <summary>The client's connection that ends transactions, as its lines name it.</summary>
    private const string Coordinator = "TxnCoordinator";

    private int _losses;
    private int _coordinator;
    private int _settled;

    /// <summary>A coordinator may have ended meanwhile, and have forgotten on its start to decide what it had answered
    /// for.</summary>
    public bool AreSuspected => Count != _settled;

    /// <summary>What was lost up to now.</summary>
    public int Count => Volatile.Read(ref _losses);

    /// <summary>How often a request that ends a transaction may have been sent a second time.</summary>
    /// <remarks>More often than that: the client keeps a line back that it wrote less than half a minute ago, so that
    /// a loss while nothing is ended may stand for the next one, too.</remarks>
    public int OfCoordinator => Volatile.Read(ref _coordinator);

    /// <summary>Somebody could not tell.</summary>
    public void Suspect() => Interlocked.Increment(ref _losses);

    /// <summary>A line of the client's log.</summary>
    public void OnLog(LogMessage message)
    {
        if (Array.IndexOf(Facilities, message.Facility) < 0) return;
        Suspect();
        if (message.Message.Contains(Coordinator, StringComparison.Ordinal)) Interlocked.Increment(ref _coordinator);
    }

    /// <summary>What came with the losses up to a count is known.</summary>
    public void Settle(int count) => _settled = count;
}
