using OrderPipeline.Messaging.Pipeline.Commits;

namespace Messaging.Tests.Pipeline;

[Trait("Category", "Unit")]
public sealed class CommitThreadTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Calls_run_beside_the_caller_one_after_the_other()
    {
        using var gate = new ManualResetEventSlim();
        using var thread = new CommitThread();
        var done = 0;
        for (var round = 1; round <= 100; round++)
        {
            gate.Reset();
            thread.Start(() =>
            {
                gate.Wait();
                done++;
            });

            Assert.True(thread.AreRunning);
            Assert.False(thread.Wait(TimeSpan.Zero));
            Assert.False(thread.Wait(Short));
            gate.Set();
            Assert.True(thread.Wait(Timeout.InfiniteTimeSpan));
            Assert.False(thread.AreRunning);
            Assert.Equal(round, done);
        }
    }

    [Fact]
    public void A_second_start_before_the_end_is_refused()
    {
        using var gate = new ManualResetEventSlim();
        using var thread = new CommitThread();
        thread.Start(gate.Wait);

        Assert.Throws<InvalidOperationException>(() => thread.Start(static () => { }));
        gate.Set();
    }

    [Fact]
    public async Task Its_end_waits_for_what_runs()
    {
        using var gate = new ManualResetEventSlim();
        var thread = new CommitThread();
        var done = false;
        thread.Start(() =>
        {
            gate.Wait();
            done = true;
        });
        var end = Task.Run(thread.Dispose, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<TimeoutException>(
            () => end.WaitAsync(Short, TestContext.Current.CancellationToken));

        gate.Set();

        await end;
        Assert.True(done);
        Assert.Throws<InvalidOperationException>(() => thread.Start(static () => { }));
    }
}
