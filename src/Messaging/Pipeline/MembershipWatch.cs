namespace OrderPipeline.Messaging.Pipeline;

/// <summary>What is looked at every turn while the instance is a member of its group.</summary>
internal sealed class MembershipWatch(IdleNotice idle, UnownedPartitions unowned) : IDisposable
{
    /// <summary>Called every turn.</summary>
    /// <param name="hasPartitions">Some partition is assigned to this instance.</param>
    public void Look(bool hasPartitions)
    {
        idle.Look(hasPartitions);
        unowned.Look(hasPartitions);
    }

    public void Dispose() => unowned.Dispose();
}
