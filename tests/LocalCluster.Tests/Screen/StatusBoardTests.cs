using OrderPipeline.LocalCluster.Groups;
using OrderPipeline.LocalCluster.Screen.Status;
using TestKit.Time;

namespace OrderPipeline.LocalCluster.Tests.Screen;

[Trait("Category", "Unit")]
public sealed class StatusBoardTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly StatusBoard _board;

    public StatusBoardTests() => _board = new(_time);

    [Fact]
    public void Records_are_what_stands_between_starts_and_ends()
    {
        var topic = Assert.Single(Take([new("orders", [new(0, 10), new(30, 100)])]).Topics);

        Assert.Equal((2, 110L, 30L, 80L), (topic.Partitions, topic.Written, topic.Dropped, topic.Kept));
    }

    [Fact]
    public void Lag_counts_partitions_without_a_position_from_their_start()
    {
        var status = Take(
            [new("orders", [new(0, 10), new(30, 100), new(5, 6)])],
            new GroupSnapshot("g", [], [new("orders", 0, 7), new("orders", 1, 100)]));

        Assert.Equal(new GroupTopicStatus("orders", 107, 4), Assert.Single(Assert.Single(status.Groups).Topics));
    }

    [Fact]
    public void A_position_ahead_of_an_end_read_earlier_is_no_negative_lag()
    {
        var status = Take([new("orders", [new(0, 10)])], new GroupSnapshot("g", [], [new("orders", 0, 12)]));

        Assert.Equal(0, status.Groups[0].Topics[0].Lag);
    }

    [Fact]
    public void A_topic_whose_ends_are_not_known_yet_has_no_lag()
    {
        var status = Take([], new GroupSnapshot("g", [], [new("orders", 0, 12)]));

        Assert.Equal(new GroupTopicStatus("orders", 12, 0), status.Groups[0].Topics[0]);
    }

    [Fact]
    public void The_rate_is_that_of_the_last_seconds()
    {
        Assert.Equal(0, Rate(1_000));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(500, Rate(1_500));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(0, Rate(1_500));
    }

    [Fact]
    public void It_says_how_long_the_cluster_runs()
    {
        _time.Advance(TimeSpan.FromSeconds(90));

        Assert.Equal(TimeSpan.FromSeconds(90), Take([]).Running);
    }

    private double Rate(long end) => Take([new("orders", [new(0, end)])]).Topics[0].PerSecond;

    private ClusterStatus Take(IReadOnlyList<TopicEnds> topics, params GroupSnapshot[] groups) =>
        _board.Take(topics, groups, []);
}
