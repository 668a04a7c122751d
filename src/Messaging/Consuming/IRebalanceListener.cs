namespace OrderPipeline.Messaging.Consuming;

/// <summary>Hears of partitions that come and go, on the owner's thread, from inside a poll.</summary>
internal interface IRebalanceListener
{
    /// <summary>These were added; they stay paused until their owner seeks and resumes them.</summary>
    void Assigned(IReadOnlyList<int> partitions);

    /// <summary>These are taken away; <paramref name="isLost"/> where another member may own them already.</summary>
    void Revoked(IReadOnlyList<int> partitions, bool isLost);
}
