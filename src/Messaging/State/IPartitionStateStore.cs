namespace OrderPipeline.Messaging.State;

/// <summary>A program's states, one for each partition of its input.</summary>
/// <typeparam name="TResult">What the handler makes of a good record.</typeparam>
public interface IPartitionStateStore<TResult>
{
    /// <summary>Starts to restore one partition.</summary>
    IPartitionStateBuilder<TResult> StartRestore(int partition);

    /// <summary>This instance owns the partition from now on; on the pipeline's thread.</summary>
    void Opened(int partition, IPartitionState<TResult> state);

    /// <summary>This instance owns it no more; on the pipeline's thread.</summary>
    void Closed(int partition);
}
