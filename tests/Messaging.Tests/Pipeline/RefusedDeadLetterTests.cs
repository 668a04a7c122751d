using Confluent.Kafka;
using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Pipeline;

[Trait("Category", "Unit")]
public sealed class RefusedDeadLetterTests
{
    [Fact]
    public void A_dead_letter_that_the_broker_calls_too_large_goes_down_the_ladder_to_a_pointer()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 2);
        pipeline.Handler.Refuse(0, 1);
        pipeline.Cluster.Refuses = record => record is { Origin: not null, Rung: not DeadLetterRung.Pointer }
            ? Refusal(record, ErrorCode.MsgSizeTooLarge)
            : null;
        pipeline.Own(0);

        Repeat(pipeline, 12);

        Assert.Equal(
            ["Whole", "Whole", "Whole", "ShortDetail", "NoDetail", "Pointer"],
            pipeline.Cluster.Calls.Where(call =>
                call.Contains("0@1", StringComparison.Ordinal) && call.Contains("DLQ", StringComparison.Ordinal))
                .Select(call => call.Split(' ')[^1]));
        Assert.Equal(DeadLetterRung.Pointer, Assert.Single(pipeline.Cluster.DeadLetters).Rung);
        Assert.Equal([1L], pipeline.Cluster.Ledger(0).DeadLettered);
        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void Where_even_the_pointer_is_too_large_the_partition_stops_and_the_others_go_on()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 2);
        pipeline.Cluster.Append(1, 2);
        pipeline.Handler.Refuse(0, 1);
        pipeline.Cluster.Refuses = record => record.Origin is null ? null : Refusal(record, ErrorCode.MsgSizeTooLarge);
        pipeline.Own(0, 1);

        Repeat(pipeline, 14);

        Assert.StartsWith("the dead letter of offset 1 cannot be written:",
            pipeline.Observer.Stops[0], StringComparison.Ordinal);
        Assert.Empty(pipeline.Cluster.State(0));
        Assert.Equal([0L, 1], pipeline.Cluster.Ledger(1).Applied);
        Assert.Equal(LaneStatus.Running, pipeline.Lane(1).Status);
        Assert.Equal(pipeline.Observer.Stops[0], pipeline.Lane(0).StoppedBecause);
    }

    [Fact]
    public void A_dead_letter_that_is_refused_five_times_stops_its_partition_only()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Cluster.Append(1, 1);
        pipeline.Handler.Refuse(0, 0);
        pipeline.Cluster.Refuses = record =>
            record.Origin is null ? null : Refusal(record, ErrorCode.TopicAuthorizationFailed);
        pipeline.Own(0, 1);

        Repeat(pipeline, 4);
        Assert.Empty(pipeline.Observer.Stops);
        Repeat(pipeline, 3);

        Assert.Equal([0], pipeline.Observer.Stops.Keys);
        Assert.Equal([0L], pipeline.Cluster.Ledger(1).Applied);
        Assert.Equal(5, pipeline.Cluster.Calls.Count(call =>
            call.StartsWith("write orders.DLQ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_topic_that_stopped_one_partition_stops_the_next_at_once_until_it_takes_one()
    {
        using var pipeline = new APipeline();
        for (var partition = 0; partition < 3; partition++) pipeline.Cluster.Append(partition, 1);
        pipeline.Handler.Refuse(0, 0);
        pipeline.Cluster.Refuses = record =>
            record.Origin is null ? null : Refusal(record, ErrorCode.TopicAuthorizationFailed);
        pipeline.Own(0, 1, 2);
        Repeat(pipeline, 6);
        Assert.Equal([0], pipeline.Observer.Stops.Keys);

        pipeline.Cluster.Append(1, 1);
        pipeline.Handler.Refuse(1, 1);
        Repeat(pipeline, 1);
        Assert.Equal([0, 1], pipeline.Observer.Stops.Keys.Order());

        pipeline.Cluster.Refuses = static _ => null;
        pipeline.Cluster.Append(2, 1);
        pipeline.Handler.Refuse(2, 1);
        Repeat(pipeline, 2);
        Assert.Equal([1L], pipeline.Cluster.Ledger(2).DeadLettered);

        pipeline.Cluster.Refuses = record =>
            record.Origin is null ? null : Refusal(record, ErrorCode.TopicAuthorizationFailed);
        pipeline.Cluster.Append(2, 1);
        pipeline.Handler.Refuse(2, 2);
        Repeat(pipeline, 4);
        Assert.Equal([0, 1], pipeline.Observer.Stops.Keys.Order());
    }

    [Theory]
    [InlineData(ErrorCode.Local_MsgTimedOut)]
    [InlineData(ErrorCode.NotEnoughReplicas)]
    [InlineData(ErrorCode.Local_PurgeQueue)]
    [InlineData(ErrorCode.InvalidProducerEpoch)]
    [InlineData(ErrorCode.Local_State)]
    public void A_dead_letter_that_a_passing_fault_keeps_from_its_topic_never_stops_its_partition(ErrorCode code)
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Handler.Refuse(0, 0);
        pipeline.Cluster.Refuses = record => record.Origin is null ? null : Refusal(record, code);
        pipeline.Own(0);
        Repeat(pipeline, 12);
        Assert.Empty(pipeline.Observer.Stops);

        pipeline.Cluster.Refuses = static _ => null;
        Repeat(pipeline, 2);

        Assert.Equal([0L], pipeline.Cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void State_that_is_too_large_to_be_written_stops_its_partition_and_not_the_instance()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Cluster.Append(1, 1);
        pipeline.Cluster.Refuses = record => record is { Origin: null, Partition: 0 }
            ? Refusal(record, ErrorCode.MsgSizeTooLarge)
            : null;
        pipeline.Own(0, 1);

        Repeat(pipeline, 10);

        Assert.Equal([0], pipeline.Observer.Stops.Keys);
        Assert.Equal([0L], pipeline.Cluster.Ledger(1).Applied);
    }

    [Fact]
    public void A_batch_that_is_too_large_as_a_whole_blames_none_of_its_records()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 2);
        pipeline.Handler.Refuse(0, 0);
        pipeline.Handler.Refuse(0, 1);
        pipeline.Cluster.Refuses = record => record.Origin is null || pipeline.Cluster.Batches == BatchLimit.OneRecord
            ? null
            : Refusal(record, ErrorCode.MsgSizeTooLarge);
        pipeline.Own(0);

        Repeat(pipeline, 10);

        Assert.Empty(pipeline.Observer.Stops);
        Assert.Equal([DeadLetterRung.Whole, DeadLetterRung.Whole],
            pipeline.Cluster.DeadLetters.Select(letter => letter.Rung));
    }

    private static TransactionException Refusal(TransactionRecord record, ErrorCode code) =>
        ErrorClasses.Refused(record.AsWritten, new Error(code));

    /// <summary>Each round waits long enough for one try to commit, if there is anything to.</summary>
    private static void Repeat(APipeline pipeline, int commits)
    {
        for (var commit = 0; commit < commits; commit++)
        {
            pipeline.AdvanceLong();
            var begun = Begun();
            pipeline.TurnUntil(() => Begun() > begun || pipeline.Worker.Lanes.All(IsIdle));
        }

        int Begun() => pipeline.Cluster.Calls.Count(static call => call == "begin");

        bool IsIdle(Lane<long> lane) => lane.Status == LaneStatus.Stopped
            || (lane.Status == LaneStatus.Running && !lane.HasChanges
                && lane.NextToRead == pipeline.Cluster.End(lane.Partition));
    }
}
