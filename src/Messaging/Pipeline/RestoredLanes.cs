using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Pipeline.Breaking;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Pipeline.Supervision;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;

namespace OrderPipeline.Messaging.Pipeline;

/// <summary>Asks for the states of lanes, and opens each lane with what comes back.</summary>
/// <remarks>The pipeline's thread owns it; the states are read on the restore thread.</remarks>
/// <param name="parts">Of the pipeline.</param>
/// <param name="topic">The topic that is read.</param>
/// <param name="lanes">All lanes.</param>
/// <param name="tripped">Those that a breaker stopped.</param>
/// <param name="stop">Stops a lane, with the reason.</param>
internal sealed class RestoredLanes<TResult>(
    PipelineParts<TResult> parts,
    string topic,
    LaneTable<TResult> lanes,
    TrippedLanes<TResult> tripped,
    Action<Lane<TResult>, string> stop) : IDisposable
{
    /// <summary>
    /// Between two tries to restore a partition, so that a refusal that comes at once does not spin.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly PartitionRestorer<TResult> _restorer = parts.Restorer;
    private readonly IGroupConsumer _consumer = parts.Consumer;
    private readonly IPartitionStateStore<TResult> _store = parts.Store;
    private readonly IPipelineObserver _observer = parts.Observer;
    private readonly Denials _denials = parts.Denials;
    private readonly TimeProvider _time = parts.Time;

    /// <summary>Asks for the lane's state.</summary>
    public void Request(Lane<TResult> lane) =>
        _restorer.Request(new RestoreRequest(lane.Partition, lane.Epoch, lane.SideTasks));

    /// <summary>Asks for the states of all lanes that have none.</summary>
    public void RequestAll()
    {
        foreach (var lane in lanes.All)
        {
            if (lane.Status == LaneStatus.Restoring) Request(lane);
        }
    }

    /// <summary>Opens lanes with what has come back.</summary>
    public void Take()
    {
        while (_restorer.TryTake(out var result))
        {
            if (lanes.Find(result.Request.Partition) is not
                { Status: LaneStatus.Restoring or LaneStatus.Tripped } lane) continue;
            // Invariant: an answer to an older epoch, or to an older owner of the partition, is dropped.
            if (result.Request.Cancellation != lane.SideTasks || result.Request.LaneEpoch != lane.Epoch) continue;
            if (result.Request.IsLook) tripped.Take(lane, result);
            else if (result.StoppedBecause is { } reason) stop(lane, reason);
            else if (result.State is { } state) Open(lane, state, result);
            else Postpone(lane, result);
        }
    }

    /// <summary>Ends the restore thread.</summary>
    public void Dispose() => _restorer.Dispose();

    private void Open(Lane<TResult> lane, IPartitionState<TResult> state, RestoreResult<TResult> result)
    {
        lane.Open(state, result.Reserved);
        lane.StateReadTo = result.ReadTo;
        _store.Opened(lane.Partition, state);
        _observer.Restored(lane.Partition, lane.NextToRead, result.RecordsRead);
        if (lane.Status == LaneStatus.Running) _consumer.ResumeAt(lane.Partition, lane.NextToRead);
        else tripped.Notice(lane);
        if (lane.Status == LaneStatus.Running && state.Breaker.IsTripped)
            _observer.Released(lane.Partition, lane.LetThroughTo);
    }

    private void Postpone(Lane<TResult> lane, RestoreResult<TResult> result)
    {
        if (result.Error is { } error) _denials.Add(error);
        _observer.Delayed($"{topic}[{lane.Partition}] is restored again: {result.RetryBecause}");
        lane.Dependency = Task.Delay(Pause, _time);
    }
}
