using OrderPipeline.LocalCluster.Registry;
using OrderPipeline.LocalCluster.Screen;

namespace OrderPipeline.LocalCluster.Tests.Screen;

[Trait("Category", "Unit")]
public sealed class PlainLinesTests
{
    private readonly PlainLines _lines = new();

    [Fact]
    public void A_cluster_where_nothing_has_happened_says_nothing() => Assert.Null(_lines.Next(AStatus.Fresh));

    [Fact]
    public void One_line_says_all_that_has_changed()
    {
        _lines.Next(AStatus.Fresh);

        Assert.Equal(
            "00:01:05  orders +400,000 = 400,000, 326,159 of them dropped | orders.DLQ +421 = 421"
            + " | orders.averages +357 = 357 | group order-aggregation: 2 members, orders at 399,000 lag 1,000"
            + " | subject orders-value: version 1 | subject orders.DLQ-value: version 2",
            _lines.Next(AStatus.Busy));
    }

    [Fact]
    public void What_has_been_said_is_not_said_again()
    {
        _lines.Next(AStatus.Busy);

        Assert.Null(_lines.Next(AStatus.Busy with { Running = TimeSpan.FromSeconds(100) }));
    }

    [Theory]
    [InlineData(67.9, null)]
    [InlineData(68, "00:01:08  subject late: version 1")]
    public void Lines_are_three_seconds_apart(double seconds, string? expected)
    {
        _lines.Next(AStatus.Busy);
        var later = AStatus.Busy with
        {
            Running = TimeSpan.FromSeconds(seconds),
            Subjects = [.. AStatus.Busy.Subjects, new SubjectSummary("late", 1, 4)],
        };

        Assert.Equal(expected, _lines.Next(later));
    }

    [Fact]
    public void Members_that_go_are_a_change()
    {
        _lines.Next(AStatus.Busy);
        var alone = AStatus.Busy with
        {
            Running = TimeSpan.FromSeconds(70),
            Groups = [AStatus.Busy.Groups[0] with { Members = ["pc-1"] }],
        };

        Assert.Equal("00:01:10  group order-aggregation: 1 member, orders at 399,000 lag 1,000", _lines.Next(alone));
    }

    [Fact]
    public void A_crowd_is_cut_and_counted_on_one_line()
    {
        var line = _lines.Next(AStatus.Crowded with { Topics = [] });

        Assert.NotNull(line);
        Assert.EndsWith(" | and 193 more", line);
        Assert.DoesNotContain('\n', line);
        Assert.DoesNotContain('\e', line);
    }
}
