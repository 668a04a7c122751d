using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Rebuilding;

/// <summary>What a program brings to a rebuild of its state; on the rebuild's reading thread.</summary>
public interface IStateRebuilder
{
    /// <summary>Starts to look at what one partition's state was.</summary>
    /// <param name="partition">The partition, from 0.</param>
    IFormerState Start(int partition);

    /// <summary>All partitions have been looked at; nothing is written before this returns.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StateUnavailableException">Something that the new state depends on cannot be had.</exception>
    void Complete(CancellationToken cancellation);
}
