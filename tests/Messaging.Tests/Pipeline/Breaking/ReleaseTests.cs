using System.Text;
using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.State;
using static Messaging.Tests.Pipeline.Breaking.BreakerTests;

namespace Messaging.Tests.Pipeline.Breaking;

/// <summary>A person's word lets a tripped partition go on, as far as it says and no further.</summary>
[Trait("Category", "Unit")]
public sealed class ReleaseTests
{
    [Fact]
    public void A_word_lets_everything_through_up_to_its_offset_and_there_the_breaker_works_again()
    {
        using var pipeline = Tripped(records: 8);

        Release(pipeline, to: 4);
        TurnFor(pipeline, () => pipeline.Cluster.Ledger(0) is { NextOffset: 4, Breaker.IsTripped: true });

        Assert.Equal([0L, 1, 2, 3], pipeline.Cluster.Ledger(0).DeadLettered);
        Assert.Equal(4, pipeline.Cluster.DeadLetters.Count);
        Assert.Contains("released 0@4", pipeline.Observer.Heard);
    }

    [Fact]
    public void A_later_trip_needs_a_word_of_its_own()
    {
        using var pipeline = Tripped(records: 8);
        Release(pipeline, to: 4);
        TurnFor(pipeline, () => pipeline.Cluster.Ledger(0) is { NextOffset: 4, Breaker.IsTripped: true });

        pipeline.AdvanceLong();
        pipeline.Turn(20);
        Assert.Equal(LaneStatus.Tripped, pipeline.Lane(0).Status);

        Release(pipeline, to: 8);
        TurnFor(pipeline, () => pipeline.Cluster.Ledger(0).NextOffset == 8);
        Assert.Equal(LaneStatus.Running, pipeline.Lane(0).Status);
        Assert.Equal(8, pipeline.Cluster.DeadLetters.Count);
    }

    [Fact]
    public void What_was_let_through_is_committed_before_anything_behind_it_is_judged()
    {
        using var pipeline = Tripped(records: 8);
        Release(pipeline, to: 5);

        TurnFor(pipeline, () => pipeline.Cluster.Ledger(0).NextOffset >= 5);

        Assert.Equal([0L, 1, 2, 3, 4], pipeline.Cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void A_barrier_among_markers_is_passed_once_all_before_it_is_committed()
    {
        using var pipeline = Tripped(records: 3);
        pipeline.Cluster.AppendMarker(0);
        pipeline.Cluster.Append(0, 1);
        Release(pipeline, to: 4);

        TurnFor(pipeline, () => pipeline.Cluster.Ledger(0).NextOffset == 5);

        Assert.Equal([4L], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void A_word_that_was_heard_before_a_restart_does_not_end_a_later_trip()
    {
        using var first = Tripped(records: 8);
        Release(first, to: 4);
        TurnFor(first, () => first.Cluster.Ledger(0) is { NextOffset: 4, Breaker.IsTripped: true });
        first.Consumer.Revoke(0);
        first.Turn();

        using var second = AStorm(consecutive: 2, cluster: first.Cluster);
        Refuse(second, 0, 4, 5, 6, 7);
        second.Own(0);
        second.AdvanceLong();
        second.Turn(20);

        Assert.Equal(LaneStatus.Tripped, second.Lane(0).Status);
        Assert.Equal(4, first.Cluster.Ledger(0).NextOffset);
    }

    [Fact]
    public void A_word_over_markers_alone_moves_nothing_and_ends_one_trip_only()
    {
        using var pipeline = AStorm(consecutive: 2);
        pipeline.Cluster.AppendMarker(0);
        pipeline.Cluster.AppendMarker(0);
        pipeline.Cluster.Append(0, 3);
        Refuse(pipeline, 0, 2, 3, 4);
        pipeline.Own(0);
        TurnFor(pipeline, () => pipeline.Cluster.Ledger(0).Breaker.IsTripped);
        Assert.Equal(0, pipeline.Cluster.Ledger(0).NextOffset);
        Release(pipeline, to: 2);

        TurnFor(pipeline, () => pipeline.Cluster.Ledger(0).Breaker is { IsTripped: true, LetThroughTo: 2 });
        pipeline.Consumer.Lose(0);
        pipeline.Own(0);

        Assert.Equal(0, pipeline.Cluster.Ledger(0).NextOffset);
        Assert.Equal(LaneStatus.Tripped, pipeline.Lane(0).Status);
        Assert.Single(pipeline.Observer.Heard, line => line.StartsWith("released", StringComparison.Ordinal));
    }

    [Fact]
    public void A_word_that_nobody_heard_is_heard_at_the_next_start()
    {
        using var first = Tripped(records: 4);
        Release(first, to: 4);
        first.Consumer.Lose(0);
        first.Turn();

        using var second = AStorm(consecutive: 2, cluster: first.Cluster);
        Refuse(second, 0, 0, 1, 2, 3);
        second.Own(0);
        second.ReadAndCommit();

        Assert.Equal([0L, 1, 2, 3], first.Cluster.Ledger(0).DeadLettered);
        Assert.Contains("released 0@4", second.Observer.Heard);
    }

    [Fact]
    public void A_release_outlives_a_restart_in_the_middle_of_what_it_lets_through()
    {
        using var first = Tripped(records: 6);
        first.Consumer.BatchSize = 1;
        Release(first, to: 5);
        TurnFor(first, () => first.Cluster.Ledger(0).NextOffset is > 1 and < 5);
        first.Consumer.Lose(0);
        first.Turn();

        using var second = AStorm(consecutive: 2, cluster: first.Cluster);
        Refuse(second, 0, 0, 1, 2, 3, 4, 5);
        second.Own(0);
        TurnFor(second, () => first.Cluster.Ledger(0).NextOffset == 6);

        Assert.Equal([0L, 1, 2, 3, 4, 5], first.Cluster.Ledger(0).DeadLettered);
        Assert.Equal(1, first.Cluster.Ledger(0).Breaker.Consecutive);
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("{}")]
    [InlineData("""{"epoch":7,"nextOffset":0,"trippedAt":1,"to":8}""")]
    [InlineData("""{"epoch":7,"nextOffset":0,"trippedAt":9223372036854775807,"to":8}""")]
    [InlineData("""{"epoch":"7","nextOffset":0,"trippedAt":1,"to":8}""")]
    public void A_word_about_no_such_trip_releases_nothing_and_breaks_nothing(string value)
    {
        using var pipeline = Tripped(records: 8);
        pipeline.Cluster.WriteState(0, ReservedKeys.Release, Encoding.UTF8.GetBytes(value));

        pipeline.AdvanceLong();
        pipeline.Turn(20);

        Assert.Equal(LaneStatus.Tripped, pipeline.Lane(0).Status);
        pipeline.Consumer.Lose(0);
        pipeline.Own(0);
        Assert.Equal(LaneStatus.Tripped, pipeline.Lane(0).Status);
    }

    [Theory]
    [InlineData(6, 0, 0, 8)]
    [InlineData(7, 1, 0, 8)]
    [InlineData(7, 0, 1, 8)]
    [InlineData(7, 0, 0, 0)]
    public void A_word_names_its_trip_exactly(int epoch, long nextOffset, int laterMs, long to)
    {
        using var pipeline = Tripped(records: 8);
        var at = pipeline.Cluster.Ledger(0).Breaker.TrippedAt!.Value.AddMilliseconds(laterMs);
        Write(pipeline, new PartitionRelease(epoch, nextOffset, at, to));

        pipeline.AdvanceLong();
        pipeline.Turn(20);

        Assert.Equal(LaneStatus.Tripped, pipeline.Lane(0).Status);
    }

    [Fact]
    public void The_value_is_json_that_any_client_can_write()
    {
        var release = new PartitionRelease(7, 12, DateTimeOffset.FromUnixTimeMilliseconds(1_795_000_000_123), 57);

        Assert.Equal(
            """{"epoch":7,"nextOffset":12,"trippedAt":1795000000123,"to":57}""",
            Encoding.UTF8.GetString(release.Encode()));
        Assert.Equal(release, PartitionRelease.TryDecode(release.Encode()));
    }

    [Fact]
    public void Looks_read_only_what_is_new_and_pause_between()
    {
        using var pipeline = Tripped(records: 2);
        TurnFor(pipeline, () => pipeline.Cluster.Reads.Count >= 3);
        Assert.Equal([null, 0, 1], pipeline.Cluster.Reads.Take(3).Select(read => read.From));

        var looks = pipeline.Cluster.Reads.Count;
        pipeline.Turn(50);

        Assert.InRange(pipeline.Cluster.Reads.Count, looks, looks + 1);
    }

    private static APipeline Tripped(int records)
    {
        var pipeline = AStorm(consecutive: 2);
        pipeline.Cluster.Append(0, records);
        Refuse(pipeline, 0, [.. Enumerable.Range(0, records).Select(offset => (long)offset)]);
        pipeline.Own(0);
        pipeline.ReadAndCommit();
        Assert.True(pipeline.Cluster.Ledger(0).Breaker.IsTripped);
        return pipeline;
    }

    private static void Release(APipeline pipeline, long to)
    {
        var ledger = pipeline.Cluster.Ledger(0);
        Write(pipeline, new PartitionRelease(7, ledger.NextOffset, ledger.Breaker.TrippedAt!.Value, to));
    }

    private static void Write(APipeline pipeline, PartitionRelease release) =>
        pipeline.Cluster.WriteState(0, ReservedKeys.Release, release.Encode());

    private static void TurnFor(APipeline pipeline, Func<bool> condition) => pipeline.TurnUntil(() =>
    {
        pipeline.Advance(TimeSpan.FromMilliseconds(200));
        return condition();
    });
}
