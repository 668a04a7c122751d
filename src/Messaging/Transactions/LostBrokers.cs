using Confluent.Kafka;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>Whether a broker was out of reach since everything was known to be decided.</summary>
/// <remarks>Errors come on the client's threads; the writer's thread asks.</remarks>
internal sealed class LostBrokers
{
    private int _losses;
    private int _settled;

    /// <summary>A coordinator may have ended meanwhile, and have forgotten on its start to decide what it had answered
    /// for.</summary>
    public bool AreSuspected => Volatile.Read(ref _losses) != _settled;

    /// <summary>An error that the client reports by itself.</summary>
    public void Hear(Error error)
    {
        if (error.Code is ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_TimedOut
            or ErrorCode.Local_Resolve) Interlocked.Increment(ref _losses);
    }

    /// <summary>What was lost up to now.</summary>
    public int Count() => Volatile.Read(ref _losses);

    /// <summary>What came with the losses up to a count is known.</summary>
    public void Settle(int count) => _settled = count;
}
