namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>The publisher's books: sent = delivered + dead-lettered + not accepted + unresolved, always.</summary>
/// <param name="Sent">Records taken, whatever became of them.</param>
/// <param name="Delivered">Acknowledged in their own topic.</param>
/// <param name="DeadLettered">Acknowledged as dead letters.</param>
/// <param name="NotAccepted">Taken by no topic.</param>
public readonly record struct PublisherCounts(long Sent, long Delivered, long DeadLettered, long NotAccepted)
{
    /// <summary>Records whose end is open.</summary>
    public long Unresolved => Sent - Delivered - DeadLettered - NotAccepted;
}
