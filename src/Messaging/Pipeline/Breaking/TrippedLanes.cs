using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.State.Restoring;

namespace OrderPipeline.Messaging.Pipeline.Breaking;

/// <summary>Partitions that their breaker stopped: says so, and listens for a person's word to go on.</summary>
/// <remarks>The pipeline's thread owns it; the word is read on the restore thread.</remarks>
internal sealed class TrippedLanes<TResult>(
    IGroupConsumer consumer, PartitionRestorer<TResult> restorer, IPipelineObserver observer, TimeProvider time)
{
    /// <summary>Between two looks for a word.</summary>
    private static readonly TimeSpan LookPause = TimeSpan.FromSeconds(1);

    /// <summary>Stands in a lane while a look is on its way.</summary>
    private static readonly Task Unanswered = new TaskCompletionSource().Task;

    /// <summary>Pauses what an outcome has stopped since the last call, and names what tripped.</summary>
    public void Notice(Lane<TResult> lane)
    {
        if (!lane.TakePause()) return;
        consumer.Pause(lane.Partition);
        if (lane.Status == LaneStatus.Tripped) observer.Tripped(lane.Partition, lane.StoppedBecause!);
    }

    /// <summary>Looks for a word where it is time to; the trip itself is committed before.</summary>
    public void Wake(Lane<TResult> lane)
    {
        if (lane.Dependency is { IsCompleted: false }) return;
        lane.Dependency = null;
        if (lane.HasChanges) return;
        lane.Dependency = Unanswered;
        restorer.Request(new RestoreRequest(lane.Partition, lane.Epoch, lane.SideTasks)
        {
            IsLook = true,
            From = lane.StateReadTo,
        });
    }

    /// <summary>The transaction with the trip was aborted: it is tried again after this.</summary>
    public void Postpone(Lane<TResult> lane, TimeSpan delay) => lane.Dependency ??= Task.Delay(delay, time);

    /// <summary>A look has come back.</summary>
    public void Take(Lane<TResult> lane, RestoreResult<TResult> result)
    {
        if ((result.RetryBecause ?? result.StoppedBecause) is { } reason)
            observer.Delayed($"partition {lane.Partition} is looked after again: {reason}");
        else
            lane.StateReadTo = result.ReadTo;
        if (lane.TryRelease(result.Reserved?.Release)) GoOn(lane);
        else lane.Dependency = Task.Delay(LookPause, time);
    }

    private void GoOn(Lane<TResult> lane)
    {
        lane.Dependency = null;
        consumer.ResumeAt(lane.Partition, lane.NextToRead);
        observer.Released(lane.Partition, lane.LetThroughTo);
    }
}
