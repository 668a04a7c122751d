using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;

namespace Messaging.Tests.State;

[Trait("Category", "Unit")]
public sealed class LogProgressTests
{
    private readonly List<string> _read = [];

    [Fact]
    public void The_end_of_a_log_that_ends_with_a_marker_is_told_by_the_client()
    {
        var progress = Reading(new LogRange(0, first: 0, end: 3, start: 0));

        Add(progress, 0, 0);
        Add(progress, 0, 1);
        Assert.False(progress.IsDone);
        progress.AddEnd(0, 3);

        Assert.True(progress.IsDone);
        Assert.Equal(["0@0", "0@1"], _read);
        Assert.Equal([new LogEnd(0, 0, 3, 3, IsHeld: false)], progress.Result());
    }

    [Fact]
    public void The_first_end_before_the_last_commit_is_no_end()
    {
        var progress = Reading(new LogRange(0, 0, 5, 0));

        progress.AddEnd(0, 2);

        Assert.False(progress.IsDone);
        Assert.Equal([new LogEnd(0, 0, 5, 2, IsHeld: true)], progress.Result());
    }

    [Fact]
    public void A_record_behind_the_end_proves_the_end_and_is_left_out()
    {
        var progress = Reading(new LogRange(0, 0, 2, 0));

        Add(progress, 0, 0);
        Add(progress, 0, 7);

        Assert.True(progress.IsDone);
        Assert.Equal(["0@0"], _read);
    }

    [Fact]
    public void An_empty_partition_and_one_that_starts_at_its_end_are_done_at_once()
    {
        var progress = Reading(new LogRange(0, 0, 0, 0), new LogRange(1, 40, 40, 40), new LogRange(2, 5, 9, 9));

        Assert.True(progress.IsDone);
        Assert.Empty(progress.Unread);
    }

    [Fact]
    public void Partitions_end_each_for_itself()
    {
        var progress = Reading(new LogRange(0, 0, 1, 0), new LogRange(1, 0, 2, 0));

        Add(progress, 0, 0);
        Add(progress, 1, 0);

        Assert.Equal(1, Assert.Single(progress.Unread).Partition);
    }

    [Fact]
    public void Records_that_vanish_under_the_reader_end_the_reading()
    {
        var progress = Reading(new LogRange(3, 0, 9, 0));

        progress.AddError(3, ErrorCode.Local_Transport, "away");
        Assert.Null(progress.Refusal);
        progress.AddError(3, ErrorCode.Local_AutoOffsetReset, "gone");

        Assert.Equal("partition 3 lost its first records while it was read: try again", progress.Refusal);
    }

    private LogProgress Reading(params LogRange[] ranges) =>
        new([.. ranges], (in RecordView record) => _read.Add($"{record.Partition}@{record.Offset}"));

    private static void Add(LogProgress progress, int partition, long offset) => progress.Add(new RecordView(
        new RecordCopy { Topic = "t", Partition = partition, Offset = offset, Headers = [] }));
}
