using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline.Duplicates;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Pipeline.Retries;

namespace OrderPipeline.Messaging.Pipeline;

/// <summary>Takes each record through its first attempt and puts the outcome into its lane.</summary>
/// <remarks>The way of every record: no allocation, no lock, no wait where the record is good.</remarks>
internal sealed class RecordIntake<TResult>(
    LaneTable<TResult> lanes,
    IRecordHandler<TResult> handler,
    SideRetry<TResult> side,
    IGroupConsumer consumer,
    PipelineOptions options,
    TimeProvider time,
    DuplicatePolicy? duplicates = null)
{
    /// <summary>Good records between two looks at the clock; a look costs as much as decoding an order.</summary>
    private const int ClockStride = 64;

    private long _clock;
    private int _untilClock;
    private bool _isRebalanced;

    /// <summary>A poll begins: the time that it waits belongs to no record.</summary>
    public void StartPoll() => _untilClock = 0;

    /// <summary>Partitions have come or gone, and the client has paused those that stay meanwhile.</summary>
    public void Rebalanced() => _isRebalanced = true;

    /// <summary>A poll has ended. What stays through a rebalance is sought: the client resumes it by itself, but wakes
    /// nobody to fetch it, for up to a second.</summary>
    public void EndPoll()
    {
        if (!_isRebalanced) return;
        _isRebalanced = false;
        foreach (var lane in lanes.All)
        {
            if (lane.Status == LaneStatus.Running) consumer.ResumeAt(lane.Partition, lane.NextToRead);
        }
    }

    public void Accept(in RecordView record)
    {
        var lane = lanes.Find(record.Partition);
        if (lane is null || lane.Status != LaneStatus.Running || record.Offset < lane.NextToRead) return;
        if (lane.Waiting.IsFull)
        {
            Hold(lane, null);
            return;
        }

        if (record.Offset >= lane.HoldAt)
        {
            lane.ReachBarrier();
            Hold(lane, null);
            return;
        }

        if (record.Offset != lane.NextToRead && lane.Doubts(record.Offset))
        {
            Hold(lane, Task.CompletedTask);
            return;
        }

        if (--_untilClock < 0) ReadClock();
        var handled = Handle(record);
        if (handled.IsSuccess)
        {
            if (duplicates is not null)
            {
                Identify(lane, record, handled.Result);
                return;
            }

            lane.NextToRead = record.Offset + 1;
            lane.Settle(record.Offset + 1, handled.Result);
            return;
        }

        if (handled.IsLater) Defer(lane, record);
        else if (handled.Dependency is { } dependency) Hold(lane, dependency);
        else Fail(lane, record, handled.Failure!);
    }

    /// <summary>A record's outcome that came back from the side, with its identity where duplicates are looked
    /// for.</summary>
    public OutcomeSlot<TResult> OutcomeOf(SideTask<TResult> task)
    {
        var outcome = task.Outcome;
        if (duplicates is null || !outcome.HasResult) return outcome;
        outcome.Identity = duplicates.Identity.Identify(task.Record.AsView());
        Attempt[] attempts = [.. task.Attempts, new Attempt(time.GetUtcNow(), 0, null)];
        outcome.IfDuplicate = new FailedRecord(task.Record, duplicates.Failure, attempts);
        return outcome;
    }

    /// <summary>
    /// The partition's end was reached; where markers lie before it, it takes a place in the lane like a
    /// record.
    /// </summary>
    public void AcceptEnd(int partition, long offset)
    {
        if (lanes.Find(partition) is not { Status: LaneStatus.Running } lane || offset <= lane.NextToRead) return;
        if (lane.Waiting.IsFull) Hold(lane, null);
        else if (lane.Doubts(offset)) Hold(lane, Task.CompletedTask);
        else lane.ReachedEnd(offset);
    }

    /// <summary>Reads on where a held lane stopped, if what it waited for is there.</summary>
    public void Wake(Lane<TResult> lane)
    {
        if (lane.Dependency is { } dependency)
        {
            if (!dependency.IsCompleted) return;
            lane.Dependency = null;
        }
        else if (lane.IsAtBarrier)
        {
            if (lane.HasChanges || lane.Waiting.Count > 0) return;
            lane.PassBarrier();
        }
        else if (lane.Waiting.Count > options.LaneCapacity / 2 || !side.HasRoom)
        {
            return;
        }

        lane.Status = LaneStatus.Running;
        consumer.ResumeAt(lane.Partition, lane.NextToRead);
    }

    /// <summary>Stops reading a partition before its next record, which is read again when the lane wakes.</summary>
    public void Hold(Lane<TResult> lane, Task? dependency)
    {
        lane.Status = LaneStatus.Holding;
        lane.Dependency = dependency;
        consumer.Pause(lane.Partition);
    }

    private void ReadClock()
    {
        _clock = time.GetTimestamp();
        _untilClock = ClockStride;
    }

    private HandledRecord<TResult> Handle(in RecordView record)
    {
        try
        {
            return handler.Handle(record, attempt: 1);
        }
        catch (Exception exception)
        {
            return HandledRecord<TResult>.Failed(FailureClassifier.Classify(exception));
        }
    }

    /// <summary>Whether it is a duplicate is known once it leaves the lane; at once, where nothing waits.</summary>
    private void Identify(Lane<TResult> lane, in RecordView record, in TResult result)
    {
        var identity = duplicates!.Identity.Identify(record);
        FailedRecord? ifDuplicate = null;
        if (lane.MustWait)
        {
            if (lane.Identities!.Suspects(identity))
            {
                Attempt[] attempts = [new Attempt(time.GetUtcNow(), 0, null)];
                ifDuplicate = new FailedRecord(record.ToCopy(), duplicates.Failure, attempts);
            }
        }
        else if (lane.Identities!.Contains(identity))
        {
            Fail(lane, record, duplicates.Failure);
            return;
        }

        lane.NextToRead = record.Offset + 1;
        lane.Settle(new OutcomeSlot<TResult>
        {
            NextOffset = record.Offset + 1,
            IsSettled = true,
            HasResult = true,
            Result = result,
            Identity = identity,
            IfDuplicate = ifDuplicate,
        });
    }

    /// <summary>Leaves the record to the asynchronous handler; its place in the lane is kept.</summary>
    private void Defer(Lane<TResult> lane, in RecordView record)
    {
        if (side.IsFull)
        {
            Hold(lane, null);
            return;
        }

        _untilClock = 0;
        lane.NextToRead = record.Offset + 1;
        var sequence = lane.Waiting.Add(new OutcomeSlot<TResult> { NextOffset = record.Offset + 1 });
        side.Start(SideTask<TResult>.Deferred(lane, sequence, record.ToCopy()));
    }

    /// <remarks>The attempt's time may hold that of some good records before it, a few microseconds.</remarks>
    private void Fail(Lane<TResult> lane, in RecordView record, Failure failure)
    {
        var isRetried = failure.MayPass && options.Attempts > 1;
        if (isRetried && side.IsFull)
        {
            Hold(lane, null);
            return;
        }

        var took = time.GetElapsedTime(_clock);
        _untilClock = 0;
        var attempt = new Attempt(time.GetUtcNow() - took, (long)took.TotalMicroseconds, failure.ExceptionType);
        var copy = record.ToCopy();
        lane.NextToRead = record.Offset + 1;
        if (!isRetried)
        {
            lane.Settle(new OutcomeSlot<TResult>
            {
                NextOffset = record.Offset + 1,
                IsSettled = true,
                Failed = new FailedRecord(copy, failure, [attempt]),
            });
            return;
        }

        var sequence = lane.Waiting.Add(new OutcomeSlot<TResult> { NextOffset = record.Offset + 1 });
        side.Start(SideTask<TResult>.Failed(lane, sequence, copy, failure, attempt));
    }
}
