using System.Text;
using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Pipeline.Duplicates;

/// <summary>A second record of one identity is a dead letter, decided in the order of the offsets.</summary>
[Trait("Category", "Unit")]
public sealed class DuplicateTests
{
    [Fact]
    public void The_second_one_is_a_dead_letter_with_its_own_bytes()
    {
        using var pipeline = APipelineWith(window: 10);
        pipeline.Identities.Same(7, 1, 3);
        pipeline.Cluster.Append(0, 5);
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2, 4], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal([3L], pipeline.Cluster.Ledger(0).DeadLettered);
        var failed = Assert.Single(pipeline.Observer.DeadLetters);
        Assert.Equal(FakeIdentity.Duplicate, failed.Failure);
        Assert.Equal("3", Encoding.UTF8.GetString(failed.Record.Value!));
        Assert.Single(failed.Attempts);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Only_so_many_records_of_the_partition_are_looked_back_at(int distance, bool isDuplicate)
    {
        using var pipeline = APipelineWith(window: 3);
        pipeline.Identities.Same(7, 1, 1 + distance);
        pipeline.Handler.Refuse(0, 2);
        pipeline.Cluster.Append(0, 6);
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        Assert.Equal(isDuplicate ? [2L, 1 + distance] : [2L], pipeline.Cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void What_was_not_averaged_does_not_count()
    {
        using var pipeline = APipelineWith(window: 10);
        pipeline.Identities.Same(7, 0, 1, 2);
        pipeline.Handler.Refuse(0, 0);
        pipeline.Cluster.Append(0, 3);
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        Assert.Equal([1L], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal([0L, 2], pipeline.Cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void Other_partitions_are_not_looked_at_and_no_identity_is_like_no_other()
    {
        using var pipeline = APipelineWith(window: 10);
        pipeline.Identities.Same(7, 0);
        pipeline.Identities.Same(0, 1, 2);
        pipeline.Cluster.Append(0, 3);
        pipeline.Cluster.Append(1, 3);
        pipeline.Own(0, 1);

        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal([0L, 1, 2], pipeline.Cluster.Ledger(1).Applied);
    }

    [Fact]
    public void Behind_a_retry_it_is_decided_once_the_record_leaves_the_lane()
    {
        using var pipeline = APipelineWith(window: 10);
        pipeline.Identities.Same(7, 1, 3);
        pipeline.Identities.Same(8, 2, 4);
        pipeline.Handler.FailTimes(0, 0, 1);
        pipeline.Handler.Refuse(0, 2);
        pipeline.Cluster.Append(0, 5);
        pipeline.Own(0);
        pipeline.ReadAndCommit();

        pipeline.AdvanceLong();
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 4], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal([2L, 3], pipeline.Cluster.Ledger(0).DeadLettered);
        Assert.Equal(1, pipeline.Handler.Attempts.Count(attempt => attempt.Offset == 3));
    }

    [Fact]
    public void A_duplicate_of_what_was_on_the_side_is_read_again_for_its_bytes()
    {
        using var pipeline = APipelineWith(window: 10);
        pipeline.Identities.Same(7, 1, 2);
        pipeline.Handler.FailTimes(0, 1, 1);
        pipeline.Cluster.Append(0, 4);
        pipeline.Own(0);
        pipeline.ReadAndCommit();

        pipeline.TurnUntil(() =>
        {
            pipeline.AdvanceLong();
            return pipeline.Cluster.Ledger(0).NextOffset == 4;
        });

        Assert.Equal([0L, 1, 3], pipeline.Cluster.Ledger(0).Applied);
        var failed = Assert.Single(pipeline.Observer.DeadLetters);
        Assert.Equal((2L, "2"), (failed.Record.Offset, Encoding.UTF8.GetString(failed.Record.Value!)));
        Assert.Equal(2, pipeline.Handler.Attempts.Count(attempt => attempt.Offset == 2));
    }

    [Fact]
    public void A_duplicate_that_passes_at_the_second_attempt_is_still_one()
    {
        using var pipeline = APipelineWith(window: 10);
        pipeline.Identities.Same(7, 0, 1);
        pipeline.Handler.FailTimes(0, 1, 2);
        pipeline.Cluster.Append(0, 2);
        pipeline.Own(0);

        pipeline.TurnUntil(() =>
        {
            pipeline.AdvanceLong();
            return pipeline.Cluster.Ledger(0).NextOffset == 2;
        });

        Assert.Equal([1L], pipeline.Cluster.Ledger(0).DeadLettered);
        Assert.Equal(3, Assert.Single(pipeline.Observer.DeadLetters).Attempts.Count);
    }

    [Fact]
    public void An_abort_takes_back_what_the_overlay_had_seen()
    {
        using var pipeline = APipelineWith(window: 4);
        pipeline.Identities.Same(7, 0, 6, 8);
        pipeline.Cluster.Append(0, 2);
        pipeline.Own(0);
        pipeline.ReadAndCommit();
        pipeline.Cluster.Append(0, 7);
        pipeline.Cluster.FailsBefore = name =>
        {
            if (name != "commit") return null;
            pipeline.Cluster.FailsBefore = static _ => null;
            return APipeline.Failure(TransactionFailure.Abort);
        };

        pipeline.ReadAndCommit();
        pipeline.AdvanceLong();
        pipeline.Turn();
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2, 3, 4, 5, 6, 7], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal([8L], pipeline.Cluster.Ledger(0).DeadLettered);
    }

    [Theory]
    [InlineData(300, 300)]
    [InlineData(300, 2000)]
    [InlineData(2000, 300)]
    [InlineData(700, 500)]
    public void A_restart_knows_the_window_exactly_whatever_its_size_was(int before, int after)
    {
        var cluster = new FakeCluster();
        for (var commit = 0; commit < 40; commit++)
        {
            using var first = APipelineWith(before, cluster);
            cluster.Append(0, 37);
            first.Own(0);
            first.ReadAndCommit();
        }

        var end = cluster.End(0);
        using (var second = APipelineWith(after, cluster))
        {
            cluster.Append(0, 1);
            second.Own(0);
            second.ReadAndCommit();
        }

        var known = Math.Min(before - 1, after - 2);
        using var third = APipelineWith(after, cluster);
        third.Identities.Same((UInt128)(end - known + 1_000_000), end + 1);
        third.Identities.Same((UInt128)(end - after - 1 + 1_000_000), end + 2);
        cluster.Append(0, 2);
        third.Own(0);
        third.ReadAndCommit();

        Assert.Equal([end + 1], cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void A_larger_ring_replaces_nothing_that_the_smaller_one_held()
    {
        var cluster = new FakeCluster();
        Average(cluster, window: 300, records: 1_480);
        for (var commit = 0; commit < 28; commit++) Average(cluster, window: 2_000, records: 40);
        using var last = APipelineWith(2_000, cluster);
        last.Identities.Same(1_200 + 1_000_000, 2_600);
        cluster.Append(0, 1);
        last.Own(0);
        last.ReadAndCommit();

        Assert.Equal([2_600L], cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void A_smaller_ring_deletes_the_slots_that_it_has_not()
    {
        var cluster = new FakeCluster();
        Average(cluster, window: 2_000, records: 1_480);
        Average(cluster, window: 300, records: 1);

        var slots = cluster.State(0).ToLookup(record => Encoding.UTF8.GetString(record.Key), record => record.Value);
        Assert.All(["$ids/000003", "$ids/000004", "$ids/000005"], slot => Assert.Null(slots[slot].Last()));
        Assert.All(["$ids/000001", "$ids/000002"], slot => Assert.NotNull(slots[slot].Last()));
    }

    private static void Average(FakeCluster cluster, int window, int records)
    {
        using var pipeline = APipelineWith(window, cluster);
        cluster.Append(0, records);
        pipeline.Own(0);
        pipeline.ReadAndCommit();
    }

    [Fact]
    public void A_commit_writes_no_more_than_the_slots_of_its_ring_and_the_head()
    {
        using var pipeline = APipelineWith(window: 300);
        pipeline.Cluster.Append(0, 5_000);
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        Assert.Equal(
            ["$ids", "$ids/000000", "$ids/000001", "$ids/000002", "$ledger"],
            pipeline.Cluster.State(0).Select(record => Encoding.UTF8.GetString(record.Key)).Order());
        Assert.All(pipeline.Cluster.State(0).Where(Chunk), record => Assert.InRange(record.Value.Length, 0, 4_364));

        static bool Chunk((byte[] Key, byte[] Value) record) => record.Key.AsSpan().StartsWith("$ids"u8);
    }

    [Fact]
    public void Who_looks_for_none_reads_the_same_state_and_what_it_averaged_is_not_known_later()
    {
        var cluster = new FakeCluster();
        foreach (var window in new[] { 5, 0, 5 })
        {
            using var pipeline = window == 0 ? new APipeline(cluster: cluster) : APipelineWith(window, cluster);
            pipeline.Identities.Same(7, 1, 4);
            pipeline.Identities.Same(8, 2, 5);
            cluster.Append(0, 2);
            pipeline.Own(0);
            pipeline.ReadAndCommit();
        }

        Assert.Equal([0L, 1, 2, 3, 5], cluster.Ledger(0).Applied);
        Assert.Equal([4L], cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void Good_records_without_a_search_for_duplicates_write_nothing_more()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 2);
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        Assert.Equal("$ledger", Encoding.UTF8.GetString(Assert.Single(pipeline.Cluster.State(0)).Key));
        Assert.Equal(LaneStatus.Running, pipeline.Lane(0).Status);
    }

    internal static APipeline APipelineWith(int window, FakeCluster? cluster = null) =>
        new(cluster: cluster, duplicateWindow: window);
}
