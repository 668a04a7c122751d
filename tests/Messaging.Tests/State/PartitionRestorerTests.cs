using System.Collections.Concurrent;
using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Pipeline.Supervision;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;
using TestKit;
using TestKit.Time;

namespace Messaging.Tests.State;

[Trait("Category", "Unit")]
public sealed class PartitionRestorerTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_last_ledger_of_the_state_partition_is_the_state()
    {
        var cluster = ACluster();
        using var restorer = Restorer(() => new FakeStateLog(cluster));

        var result = await RestoreAsync(restorer, CancellationToken.None);

        Assert.Equal(2, result.RecordsRead);
        Assert.Equal(3, result.State!.NextOffset);
        Assert.Equal([0L, 2], ((FakePartitionState)result.State).Committed.Applied);
    }

    [Fact]
    public async Task A_cluster_that_cannot_be_reached_is_a_reason_to_try_again()
    {
        var cluster = ACluster();
        cluster.BeforeRestore = static (_, _) => throw new StateUnavailableException("nobody answers");
        using var restorer = Restorer(() => new FakeStateLog(cluster));

        var result = await RestoreAsync(restorer, CancellationToken.None);

        Assert.Equal(("nobody answers", null), (result.RetryBecause, result.StoppedBecause));
    }

    [Fact]
    public async Task It_connects_before_anything_is_asked_of_it()
    {
        var met = new TaskCompletionSource();
        var cluster = ACluster();
        cluster.WhenMeeting = met.SetResult;

        using var restorer = Restorer(() => new FakeStateLog(cluster));

        await met.Task.WaitAsync(Bound, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Where_it_cannot_connect_ahead_the_first_restore_tries_for_itself()
    {
        var cluster = ACluster();
        cluster.WhenMeeting = static () => throw new StateUnavailableException("nobody answers");
        using var restorer = Restorer(() => new FakeStateLog(cluster));

        var result = await RestoreAsync(restorer, CancellationToken.None);

        Assert.Equal(3, result.State!.NextOffset);
    }

    [Fact]
    public async Task State_that_cannot_be_read_stops_the_partition()
    {
        var cluster = ACluster();
        cluster.BeforeRestore = static (_, _) => throw new PartitionStateException("corrupt");
        using var restorer = Restorer(() => new FakeStateLog(cluster));

        var result = await RestoreAsync(restorer, CancellationToken.None);

        Assert.Equal(("corrupt", null), (result.StoppedBecause, result.RetryBecause));
    }

    [Fact]
    public async Task A_call_that_never_returns_ends_the_process()
    {
        var time = new ManualTimeProvider();
        var ends = new ConcurrentQueue<string>();
        using var release = new ManualResetEventSlim();
        var began = new TaskCompletionSource();
        var cluster = ACluster();
        cluster.BeforeRestore = (_, _) =>
        {
            began.SetResult();
            release.Wait(Bound, CancellationToken.None);
        };
        using var restorer = new PartitionRestorer<long>(
            new FakePartitionStateStore(),
            () => new FakeStateLog(cluster),
            FakeCluster.Topic,
            static _ => { },
            new LoopWatch(time, ends.Enqueue));
        restorer.Request(new RestoreRequest(0, 0, CancellationToken.None));
        await began.Task.WaitAsync(Bound, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(ends);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("a restore has not come back", Assert.Single(ends), StringComparison.Ordinal);
        release.Set();
    }

    [Fact]
    public async Task What_cannot_be_opened_ahead_is_opened_by_the_first_restore()
    {
        var cluster = ACluster();
        var opened = 0;
        using var restorer = Restorer(() => Interlocked.Increment(ref opened) == 1
            ? throw new InvalidOperationException("no client")
            : new FakeStateLog(cluster));
        await Eventually.True(() => Volatile.Read(ref opened) == 1, Bound);

        Assert.NotNull((await RestoreAsync(restorer, CancellationToken.None)).State);
    }

    [Fact]
    public async Task What_nobody_foresaw_stops_the_partition_and_never_the_process()
    {
        var cluster = ACluster();
        var opened = 0;
        using var restorer = Restorer(() => Interlocked.Increment(ref opened) <= 2
            ? throw new InvalidOperationException("no client")
            : new FakeStateLog(cluster));

        var first = await RestoreAsync(restorer, CancellationToken.None);
        var second = await RestoreAsync(restorer, CancellationToken.None);

        Assert.Equal("the state cannot be restored: no client", first.StoppedBecause);
        Assert.NotNull(second.State);
    }

    [Fact]
    public async Task A_request_that_was_cancelled_before_its_turn_is_left_out()
    {
        var cluster = ACluster();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var restorer = Restorer(() => new FakeStateLog(cluster));
        restorer.Request(new RestoreRequest(0, 1, cancelled.Token));

        var result = await RestoreAsync(restorer, CancellationToken.None);

        Assert.Equal(2, result.Request.LaneEpoch);
    }

    [Fact]
    public void A_restore_that_runs_is_ended_when_the_restorer_is()
    {
        var cluster = ACluster();
        using var reading = new ManualResetEventSlim();
        var isCancelled = false;
        cluster.BeforeRestore = (_, cancellation) =>
        {
            reading.Set();
            isCancelled = cancellation.WaitHandle.WaitOne(Bound);
        };
        using (var restorer = Restorer(() => new FakeStateLog(cluster)))
        {
            restorer.Request(new RestoreRequest(0, 2, CancellationToken.None));
            Assert.True(reading.Wait(Bound, TestContext.Current.CancellationToken));
        }

        Assert.True(isCancelled);
    }

    [Fact]
    public async Task An_offset_that_was_set_by_hand_is_noticed_and_not_followed()
    {
        var cluster = ACluster();
        cluster.Commit([], [(0, 1)]);
        var said = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var restorer = Restorer(() => new FakeStateLog(cluster), said.Enqueue);

        var result = await RestoreAsync(restorer, CancellationToken.None);

        Assert.Equal(3, result.State!.NextOffset);
        await Eventually.True(() => !said.IsEmpty, Bound);
        Assert.Equal(
            "orders[0] has group offset 1 and a ledger at 3: the ledger rules; to count again from the first order, "
            + "stop every instance and run rebuild",
            Assert.Single(said));
    }

    [Fact]
    public async Task An_offset_that_the_ledger_reaches_in_a_moment_is_nobodys_doing()
    {
        var cluster = ACluster();
        cluster.Commit([], [(0, 4)]);
        var said = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using (var restorer = Restorer(() => new FakeStateLog(cluster), said.Enqueue))
        {
            var first = await RestoreAsync(restorer, CancellationToken.None);
            var state = (FakePartitionState)first.State!;
            state.Apply(3L);
            state.WriteChanges(new Discarding(), 4);
            state.Commit();
            await RestoreAsync(restorer, CancellationToken.None);
        }

        Assert.Empty(said);
    }

    private sealed class Discarding : IStateWriter
    {
        public void Write(byte[] key, byte[] value)
        {
        }
    }

    private static FakeCluster ACluster()
    {
        var cluster = new FakeCluster();
        cluster.Append(0, 5);
        foreach (var ledger in (FakeLedger[])[new FakeLedger(1, [0], []), new FakeLedger(3, [0, 2], [1])])
        {
            cluster.Commit([new("orders.averages", 0, "$ledger"u8.ToArray(), ledger.ToBytes(), [])], []);
        }

        return cluster;
    }

    private static PartitionRestorer<long> Restorer(Func<IStateLog> open, Action<string>? say = null) =>
        new(new FakePartitionStateStore(), open, "orders", say ?? (static _ => { }));

    private static async Task<RestoreResult<long>> RestoreAsync(
        PartitionRestorer<long> restorer, CancellationToken cancellation)
    {
        restorer.Request(new RestoreRequest(0, 2, cancellation));
        RestoreResult<long>? result = null;
        await Eventually.True(() => restorer.TryTake(out result!), Bound);
        return result!;
    }
}
