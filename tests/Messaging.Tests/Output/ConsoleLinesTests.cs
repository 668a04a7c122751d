using OrderPipeline.Messaging.Output;
using TestKit;

namespace Messaging.Tests.Output;

[Trait("Category", "Unit")]
public sealed class ConsoleLinesTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public void Lines_come_out_in_their_order()
    {
        var output = new FakeOutput();
        using (var lines = new ConsoleLines(output, TimeProvider.System))
        {
            foreach (var number in Enumerable.Range(0, 100))
                Assert.True(lines.TryWrite($"line {number}"));
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"line {number}"), output.Lines);
    }

    [Fact]
    public async Task A_blocked_output_never_holds_the_writer_and_what_does_not_fit_is_counted()
    {
        using var output = new FakeOutput();
        output.Block();
        using var lines = new ConsoleLines(output, TimeProvider.System, capacity: 10);
        lines.TryWrite("first");
        await Eventually.True(() => output.IsBlocked, Bound);

        var taken = Enumerable.Range(0, 1_000).Count(number => lines.TryWrite($"{number}"));
        Assert.Equal((10, 990L), (taken, lines.LeftOut));

        output.Release();
        Assert.True(lines.Flush(Bound));
        Assert.Equal(12, output.Lines.Count);
        Assert.Equal("  … 990 lines left out: the output is too slow", output.Lines[^1]);
    }

    [Fact]
    public async Task A_broken_pipe_is_told_and_later_lines_are_dropped()
    {
        using var output = new FakeOutput { IsBroken = true };
        using var lines = new ConsoleLines(output, TimeProvider.System);

        lines.TryWrite("to nobody");

        await Eventually.True(() => lines.Closed.IsCancellationRequested, Bound);
        Assert.False(lines.TryWrite("more"));
        lines.WriteReport("a report ends at once");
        Assert.True(lines.Flush(Bound));
    }

    [Fact]
    public async Task A_report_waits_for_room_and_has_no_gaps()
    {
        using var output = new FakeOutput();
        output.Block();
        using var lines = new ConsoleLines(output, TimeProvider.System, capacity: 2);
        var report = Task.Run(
            () =>
            {
                foreach (var number in Enumerable.Range(0, 50))
                    lines.WriteReport($"{number}");
            },
            TestContext.Current.CancellationToken);
        await Eventually.True(() => output.IsBlocked, Bound);

        output.Release();

        await Eventually.Ends(report, Bound);
        Assert.True(lines.Flush(Bound));
        Assert.Equal(Enumerable.Range(0, 50).Select(number => $"{number}"), output.Lines);
    }
}
