using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline.Lanes;

namespace OrderPipeline.Messaging.Pipeline.Retries;

/// <summary>A record that waits for another attempt, and where its outcome belongs.</summary>
internal sealed class SideTask<TResult>(
    Lane<TResult> lane, long sequence, RecordCopy record, Failure failure, Attempt first)
{
    public Lane<TResult> Lane { get; } = lane;

    public int LaneEpoch { get; } = lane.Epoch;

    public CancellationToken Cancellation { get; } = lane.SideTasks;

    public long Sequence { get; } = sequence;

    public RecordCopy Record { get; } = record;

    /// <summary>The first attempt was made in place, and the others on the side.</summary>
    public List<Attempt> Attempts { get; } = [first];

    /// <summary>What the last attempt failed with.</summary>
    public Failure Failure { get; set; } = failure;

    /// <summary>True once the side runs; the first run only repeats what happened in place.</summary>
    public bool IsStarted { get; set; }

    /// <summary>The result, where an attempt succeeded.</summary>
    public TResult? Result { get; set; }

    public bool IsSuccess { get; set; }

    /// <summary>The outcome as the lane takes it.</summary>
    public OutcomeSlot<TResult> Outcome => IsSuccess
        ? new OutcomeSlot<TResult> { IsSettled = true, HasResult = true, Result = Result! }
        : new OutcomeSlot<TResult> { IsSettled = true, Failed = new FailedRecord(Record, Failure, Attempts) };
}
