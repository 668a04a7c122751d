using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline.Lanes;

namespace OrderPipeline.Messaging.Pipeline.Retries;

/// <summary>A record on the side, and where its outcome belongs.</summary>
internal sealed class SideTask<TResult>
{
    private SideTask(Lane<TResult> lane, long sequence, RecordCopy record)
    {
        (Lane, LaneEpoch, Cancellation) = (lane, lane.Epoch, lane.SideTasks);
        (Sequence, Record) = (sequence, record);
    }

    public Lane<TResult> Lane { get; }

    public int LaneEpoch { get; }

    public CancellationToken Cancellation { get; }

    public long Sequence { get; }

    public RecordCopy Record { get; }

    /// <summary>The attempts made so far; the first one was made in place, unless the record was deferred.</summary>
    public List<Attempt> Attempts { get; } = [];

    /// <summary>What the last attempt failed with; null before the first.</summary>
    public Failure? Failure { get; set; }

    /// <summary>True where the asynchronous handler has the record.</summary>
    public bool IsDeferred { get; set; }

    /// <summary>True where the side's next run only repeats what happened in place.</summary>
    public bool IsToldAlready { get; set; }

    /// <summary>The result, where an attempt succeeded.</summary>
    public TResult? Result { get; set; }

    public bool IsSuccess { get; set; }

    /// <summary>The outcome as the lane takes it.</summary>
    public OutcomeSlot<TResult> Outcome => IsSuccess
        ? new OutcomeSlot<TResult> { IsSettled = true, HasResult = true, Result = Result! }
        : new OutcomeSlot<TResult> { IsSettled = true, Failed = new FailedRecord(Record, Failure!, Attempts) };

    /// <summary>A record whose first attempt failed in place.</summary>
    public static SideTask<TResult> Failed(
        Lane<TResult> lane, long sequence, RecordCopy record, Failure failure, Attempt first)
    {
        var task = new SideTask<TResult>(lane, sequence, record) { Failure = failure, IsToldAlready = true };
        task.Attempts.Add(first);
        return task;
    }

    /// <summary>A record that the asynchronous handler gets.</summary>
    public static SideTask<TResult> Deferred(Lane<TResult> lane, long sequence, RecordCopy record) =>
        new(lane, sequence, record) { IsDeferred = true };
}
