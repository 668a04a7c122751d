using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Identity;

namespace Messaging.Tests.Pipeline;

[Trait("Category", "Unit")]
public sealed class MembershipTests
{
    private const string Notice =
        "delayed no partition is assigned to this instance: the others have them all, or the group still waits for " +
        "one that died";

    private static readonly TimeSpan AlmostLong = TimeSpan.FromSeconds(9.9);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.1);

    [Fact]
    public void An_instance_without_partitions_says_so_once_after_10_seconds()
    {
        using var pipeline = new APipeline();
        pipeline.Turn();
        pipeline.Advance(AlmostLong);
        pipeline.Turn();
        Assert.Empty(pipeline.Observer.Heard);

        pipeline.Advance(Moment);
        pipeline.Turn();
        pipeline.AdvanceLong();
        pipeline.Turn(3);

        Assert.Equal([Notice], pipeline.Observer.Heard);
    }

    [Fact]
    public void An_instance_with_partitions_says_nothing_of_the_kind()
    {
        using var pipeline = new APipeline();
        pipeline.Own(0);

        pipeline.AdvanceLong();
        pipeline.Turn(3);

        Assert.DoesNotContain(Notice, pipeline.Observer.Heard);
    }

    [Fact]
    public void It_says_so_again_10_seconds_after_the_last_partition_went()
    {
        using var pipeline = new APipeline();
        pipeline.Turn();
        pipeline.AdvanceLong();
        pipeline.Turn();
        pipeline.Own(0);
        pipeline.AdvanceLong();
        pipeline.Consumer.Revoke(0);
        pipeline.Turn(2);
        pipeline.Advance(AlmostLong);
        pipeline.Turn();
        Assert.Single(pipeline.Observer.Heard, Notice);

        pipeline.Advance(Moment);
        pipeline.Turn();

        Assert.Equal(2, pipeline.Observer.Heard.Count(heard => heard == Notice));
    }

    [Fact]
    public void An_instance_looks_for_partitions_without_an_owner_as_long_as_it_runs()
    {
        using var pipeline = new APipeline();
        pipeline.Ownership.Now = new GroupOwnership([1], Rank: 0);

        for (var look = 1; look <= 2; look++)
        {
            pipeline.Advance(TimeSpan.FromSeconds(2));
            pipeline.Turn(2);
        }

        Assert.Contains("join anew", pipeline.Consumer.Calls);
    }
}
