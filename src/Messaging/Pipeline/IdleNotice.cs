namespace OrderPipeline.Messaging.Pipeline;

/// <summary>Says once why nothing happens while the group gives this instance nothing to do.</summary>
/// <remarks>That may be as it should be, and may last a dead member's session, 45 s by the protocol of KIP-848: whoever
/// looks at a silent program cannot tell. The pipeline's thread owns it.</remarks>
internal sealed class IdleNotice(IPipelineObserver observer, TimeProvider time)
{
    /// <summary>Longer than a usual start and a usual rebalance.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private long? _since;
    private bool _isSaid;

    /// <summary>Looks at the clock; called every turn.</summary>
    /// <param name="hasPartitions">Some partition is assigned.</param>
    public void Look(bool hasPartitions)
    {
        if (hasPartitions)
        {
            (_since, _isSaid) = (null, false);
            return;
        }

        if (_isSaid) return;
        _since ??= time.GetTimestamp();
        if (time.GetElapsedTime(_since.Value) < Patience) return;
        _isSaid = true;
        observer.Delayed(
            "no partition is assigned to this instance: the others have them all, or the group still waits for one " +
            "that died");
    }
}
