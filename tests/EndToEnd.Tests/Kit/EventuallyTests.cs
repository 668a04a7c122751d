using TestKit;
using Xunit.Sdk;

namespace EndToEnd.Tests.Kit;

[Trait("Category", "Unit")]
public sealed class EventuallyTests
{
    [Fact]
    public async Task A_condition_that_comes_true_later_is_enough()
    {
        var looks = 0;

        await Eventually.True(() => ++looks == 3, TimeSpan.FromSeconds(30));

        Assert.Equal(3, looks);
    }

    [Fact]
    public async Task A_condition_that_stays_false_fails_with_its_own_text()
    {
        var seen = 0;

        var failure = await Assert.ThrowsAsync<XunitException>(
            () => Eventually.True(() => seen > 0, TimeSpan.FromMilliseconds(50), "nothing came"));

        Assert.Contains("() => seen > 0 (nothing came)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_does_not_end_fails_in_time()
    {
        var never = new TaskCompletionSource<int>();

        var failure = await Assert.ThrowsAsync<XunitException>(
            () => Eventually.Ends(never.Task, TimeSpan.FromMilliseconds(50)));

        Assert.Contains("never.Task", failure.Message, StringComparison.Ordinal);
    }
}
