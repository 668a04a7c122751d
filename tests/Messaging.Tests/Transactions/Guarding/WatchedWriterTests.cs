using OrderPipeline.Messaging.Transactions;
using OrderPipeline.Messaging.Transactions.Guarding;

namespace Messaging.Tests.Transactions.Guarding;

/// <summary>Calls that never return, as librdkafka's can after a broker's restart.</summary>
[Trait("Category", "Unit")]
public sealed class WatchedWriterTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Calls => ["init", "begin", "acknowledgements", "send-offsets", "commit", "abort"];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_that_does_not_return_is_given_up_and_its_client_ends_once_it_does(string hanging)
    {
        using var release = new ManualResetEventSlim();
        var disposed = new TaskCompletionSource();
        using var writer = new WatchedWriter(
            new ScriptedWriter(call =>
            {
                if (call == hanging) release.Wait(Long);
                if (call == "dispose") disposed.SetResult();
            }),
            Short);

        var failure = Assert.Throws<TransactionException>(() => Make(writer, hanging));

        Assert.Equal(TransactionFailure.Hung, failure.Failure);
        Assert.EndsWith("did not return within 0 s and is given up", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => Make(writer, hanging));
        writer.Dispose();
        Assert.False(disposed.Task.IsCompleted);

        release.Set();
        await disposed.Task.WaitAsync(Long, TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void What_a_call_throws_comes_through_and_the_next_call_is_made(string failing)
    {
        var seen = new List<string>();
        using var writer = new WatchedWriter(
            new ScriptedWriter(call =>
            {
                seen.Add(call);
                if (seen.Count == 1) throw new TransactionException(TransactionFailure.Abort, "on purpose");
            }),
            Long);

        Assert.Equal("on purpose", Assert.Throws<TransactionException>(() => Make(writer, failing)).Message);
        Make(writer, failing);

        Assert.Equal([failing, failing], seen);
    }

    [Theory]
    [InlineData("init")]
    [InlineData("commit")]
    public void A_call_that_looks_for_hanging_transactions_may_take_longer(string looking)
    {
        using var never = new ManualResetEventSlim();
        using var writer = new WatchedWriter(
            new ScriptedWriter(call =>
            {
                if (call == looking) never.Wait(10 * Short);
            }),
            Short,
            Long);

        Make(writer, looking);
        Make(writer, "begin");
    }

    [Fact]
    public async Task Its_end_ends_the_client_and_waits_for_nothing()
    {
        using var release = new ManualResetEventSlim();
        var disposed = new TaskCompletionSource();
        var writer = new WatchedWriter(
            new ScriptedWriter(call =>
            {
                release.Wait(Long);
                if (call == "dispose") disposed.SetResult();
            }),
            Long);

        writer.Dispose();

        Assert.False(disposed.Task.IsCompleted);
        release.Set();
        await disposed.Task.WaitAsync(Long, TestContext.Current.CancellationToken);
    }

    private static void Make(WatchedWriter writer, string call)
    {
        switch (call)
        {
            case "init": writer.Initialize(); break;
            case "begin": writer.Begin(); break;
            case "acknowledgements": writer.AwaitAcknowledgements(); break;
            case "send-offsets": writer.SendOffsets([(0, 1)]); break;
            case "commit": writer.Commit(); break;
            default: writer.Abort(); break;
        }
    }
}
