using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Transactions;

[Trait("Category", "Unit")]
public sealed class MarkerPauseTests
{
    private static readonly TimeSpan Refused = TimeSpan.FromMilliseconds(20);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public void It_settles_where_the_markers_are_just_written(int markerMs)
    {
        var pause = new MarkerPause();
        var refusals = 0;

        for (var transaction = 0; transaction < 4_000; transaction++)
        {
            var isRefused = pause.Length < TimeSpan.FromMilliseconds(markerMs);
            pause.Learn(TimeSpan.FromMilliseconds(2) + (isRefused ? Refused : TimeSpan.Zero));
            if (transaction < 2_000) continue;
            refusals += isRefused ? 1 : 0;
            Assert.InRange(pause.Length.TotalMilliseconds, markerMs * 0.98, markerMs * 1.51);
        }

        Assert.InRange(refusals, 2_000 / 50, 2_000 / 35);
    }

    [Fact]
    public void A_cluster_whose_answers_all_take_long_is_not_taken_for_one_that_refuses()
    {
        var pause = new MarkerPause();

        for (var transaction = 0; transaction < 1_000; transaction++) pause.Learn(TimeSpan.FromMilliseconds(80));

        Assert.Equal(MarkerPause.Shortest, pause.Length);
    }

    [Fact]
    public void A_cluster_that_has_become_slow_is_seen_to_be_so_after_a_while()
    {
        var pause = new MarkerPause();
        pause.Learn(TimeSpan.FromMilliseconds(2));

        for (var transaction = 0; transaction < 1_000; transaction++) pause.Learn(TimeSpan.FromMilliseconds(50));

        Assert.Equal(MarkerPause.Shortest, pause.Length);
    }

    [Fact]
    public void It_never_waits_longer_than_a_refusal_lasts()
    {
        var pause = new MarkerPause();
        var answer = TimeSpan.FromMilliseconds(2);

        for (var transaction = 0; transaction < 40; transaction++) pause.Learn(answer += Refused * 2);

        Assert.Equal(MarkerPause.Longest, pause.Length);
    }
}
