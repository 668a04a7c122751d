namespace OrderPipeline.Messaging.Consuming;

/// <summary>A member of a consumer group on one topic, as the pipeline needs it.</summary>
/// <remarks>Not thread-safe: one thread owns it.</remarks>
internal interface IGroupConsumer : IDisposable
{
    /// <summary>Joins the group; partitions come through the listener inside a later poll.</summary>
    void Subscribe(IRebalanceListener listener);

    /// <summary>Waits up to <paramref name="timeoutMs"/> for records, rebalances and errors.</summary>
    /// <returns>True when there may be more to read at once.</returns>
    /// <exception cref="FencedMemberException">The group has another member under this id.</exception>
    /// <exception cref="GroupException">The client can never go on.</exception>
    bool Poll<TVisitor>(int timeoutMs, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor;

    /// <summary>After a <see cref="FencedMemberException"/>: joins again as a new client under the same
    /// id.</summary>
    void Rejoin();

    /// <summary>Gives back what it owns and joins again under the same id, so that the group hands out every partition
    /// anew; what is taken comes through the listener inside later polls.</summary>
    void JoinAnew();

    /// <summary>Stops fetching a partition.</summary>
    void Pause(int partition);

    /// <summary>Reads on at <paramref name="offset"/>.</summary>
    void ResumeAt(int partition, long offset);

    /// <summary>Leaves cleanly: a dynamic member leaves the group, a static one keeps its place.</summary>
    void Close();
}
