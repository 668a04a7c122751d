using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.Pipeline;

/// <summary>What a fenced instance does: it finds out whether another process has its id, and joins again where none
/// has.</summary>
/// <remarks>The pipeline's thread asks; it owns no partition meanwhile.</remarks>
internal sealed class FencedMembership(
    IGroupConsumer consumer, IIdentityCheck identity, string instanceId, IPipelineObserver observer) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task<string?>? _asking;

    /// <summary>Whether the answer is not there yet.</summary>
    public bool IsAsking => _asking is not null;

    /// <summary>Begins to ask; all lanes are closed before.</summary>
    public void Fenced()
    {
        // The client has said why in a line of its own.
        observer.Delayed(
            $"the group has another member as {instanceId}: looking whether another process runs under this id, " +
            "or only its session is left of one that has ended");
        _asking = identity.FindHolderAsync(_stopping.Token);
    }

    /// <summary>Waits a moment for the answer, and joins again where the id is free.</summary>
    /// <exception cref="GroupException">Another process has the id.</exception>
    public void Advance(int waitMs)
    {
        if (_asking is not { } asking || !Wait(asking, waitMs)) return;
        _asking = null;
        if (asking.Result is { } holder)
        {
            throw new GroupException(
                $"another process runs as {instanceId} ({holder}): give each instance its own Consumer:InstanceId");
        }

        observer.Delayed($"nobody else runs as {instanceId}: joining the group again");
        consumer.Rejoin();
    }

    public void Dispose()
    {
        // Not disposed: an answer may still be on its way.
        _stopping.Cancel();
        GC.SuppressFinalize(this);
    }

    private static bool Wait(Task task, int waitMs)
    {
        try
        {
            return task.Wait(waitMs);
        }
        catch (AggregateException failure)
        {
            throw new GroupException(
                $"the group's members could not be asked for: {failure.GetBaseException().Message}");
        }
    }
}
