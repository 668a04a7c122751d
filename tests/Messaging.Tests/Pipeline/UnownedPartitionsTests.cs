using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Identity;
using OrderPipeline.Messaging.Pipeline;
using TestKit;
using TestKit.Time;

namespace Messaging.Tests.Pipeline;

[Trait("Category", "Unit")]
public sealed class UnownedPartitionsTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    private readonly ManualTimeProvider _time = new();
    private readonly FakeGroupConsumer _consumer = new(new FakeCluster());
    private readonly FakeGroupOwnership _group = new();
    private readonly FakeObserver _observer = new();
    private readonly UnownedPartitions _watch;

    public UnownedPartitionsTests() => _watch = new UnownedPartitions(_consumer, _group, "orders", _observer, _time);

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void A_partition_that_stays_without_an_owner_has_the_instance_join_anew_and_say_why()
    {
        _group.Now = new GroupOwnership([1, 3], Rank: 0);
        LookAfter(Soon);
        Assert.Empty(_consumer.Calls);

        LookAfter(Soon);

        Assert.Equal(["join anew"], _consumer.Calls);
        Assert.Equal(
            "delayed orders[1, 3] has no owner though the group is at rest: joining it anew, so that all partitions " +
            "are handed out",
            Assert.Single(_observer.Heard));
    }

    [Fact]
    public void What_looks_so_between_two_rebalances_changes_nothing()
    {
        _group.Now = new GroupOwnership([1], Rank: 0);
        LookAfter(Soon);
        _group.Now = new GroupOwnership([], Rank: 0);
        LookAfter(Soon);
        _group.Now = new GroupOwnership([1], Rank: 0);
        LookAfter(Soon);

        Assert.Empty(_consumer.Calls);
    }

    [Fact]
    public void An_instance_that_others_are_better_placed_than_waits_for_each_of_them()
    {
        _group.Now = new GroupOwnership([1], Rank: 2);
        for (var look = 1; look < 8; look++) LookAfter(Soon);
        Assert.Empty(_consumer.Calls);

        LookAfter(Soon);

        Assert.Single(_consumer.Calls);
    }

    [Fact]
    public void An_attempt_that_changes_nothing_is_repeated_after_twice_the_time()
    {
        _group.Now = new GroupOwnership([1], Rank: 0);
        LookAfter(Soon);
        LookAfter(Soon);
        for (var look = 1; look < 4; look++) LookAfter(Soon);
        Assert.Single(_consumer.Calls);

        LookAfter(Soon);

        Assert.Equal(2, _consumer.Calls.Count);
    }

    [Fact]
    public void While_the_group_rebalances_or_nobody_answers_it_waits_and_asks_again()
    {
        _group.Now = null;
        LookAfter(Soon);
        LookAfter(Soon);
        _group.IsAway = true;
        LookAfter(Soon);
        LookAfter(Soon);

        Assert.Equal(4, _group.Asked);
        Assert.Empty(_consumer.Calls);
    }

    [Fact]
    public void It_asks_often_at_first_then_every_10_seconds_and_often_again_once_it_has_no_partition()
    {
        for (var look = 1; look <= 5; look++) LookAfter(Soon);
        Assert.Equal(5, _group.Asked);
        LookAfter(Soon);
        Assert.Equal(5, _group.Asked);
        LookAfter(Usual - Soon);
        Assert.Equal(6, _group.Asked);

        LookAfter(Soon, hasPartitions: false);

        Assert.Equal(7, _group.Asked);
    }

    [Fact]
    public async Task One_question_at_a_time_runs_and_its_client_lives_as_long_as_it()
    {
        _group.Held = new TaskCompletionSource();
        LookAfter(Soon);
        LookAfter(Usual);
        Assert.Equal(1, _group.Asked);
        _watch.Dispose();
        Assert.False(_group.IsDisposed);

        _group.Held.SetResult();

        await Eventually.True(() => _group.IsDisposed, Usual);
    }

    private void LookAfter(TimeSpan time, bool hasPartitions = true)
    {
        _time.Advance(time);
        // The first asks where that is due, the second takes an answer that has come.
        _watch.Look(hasPartitions);
        _watch.Look(hasPartitions);
    }
}
