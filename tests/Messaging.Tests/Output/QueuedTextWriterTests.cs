using OrderPipeline.Messaging.Output;

namespace Messaging.Tests.Output;

[Trait("Category", "Unit")]
public sealed class QueuedTextWriterTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_reader_that_stopped_to_read_holds_nobody_up()
    {
        using var release = new ManualResetEventSlim();
        using var output = new StuckOutput(release);
        using var lines = new ConsoleLines(output, TimeProvider.System, capacity: 4);
        using var errors = new QueuedTextWriter(lines);

        for (var line = 0; line < 100; line++) errors.WriteLine("refused");

        Assert.True(lines.LeftOut > 0);
        release.Set();
    }

    [Fact]
    public async Task Lines_arrive_whole_and_in_order_however_they_are_written()
    {
        using var output = new StringWriter();
        using var lines = new ConsoleLines(output, TimeProvider.System);
        await using var errors = new QueuedTextWriter(lines);

        errors.WriteLine("one");
        await errors.WriteLineAsync("two");
        errors.Write("thr");
        errors.Write("ee\r\n");
        errors.WriteLine("{0}", 4);

        Assert.True(lines.Flush(Bound));
        Assert.Equal(["one", "two", "three", "4", ""], output.ToString().ReplaceLineEndings("\n").Split('\n'));
    }

    private sealed class StuckOutput(ManualResetEventSlim release) : StringWriter
    {
        public override void WriteLine(string? value) => release.Wait(Bound);
    }
}
