using OrderPipeline.Demo.Programs;
using OrderPipeline.Demo.Screen;
using TestKit.Time;

namespace Demo.Tests.Screen;

[Trait("Category", "Unit")]
public sealed class LineChooserTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly LineChooser _chooser;

    public LineChooserTests() => _chooser = new(_clock);

    [Fact]
    public void A_few_lines_of_each_kind_are_shown_a_second()
    {
        Assert.Equal(2, Shown(ProgramName.Producer, "→ 7-1 Item2 11.51  orders[0]@0", times: 100));
        Assert.Equal(2, Shown(ProgramName.AggregationConsumer, "✔ 7-1 Item2 11.51   average 11.51 (n 1)", times: 100));
        Assert.Equal(1, Shown(ProgramName.AggregationConsumer, "✖ 7-3 Item3 PROCESSING after 5 attempts", times: 100));

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, Shown(ProgramName.Producer, "→ 7-2 Item5 62.46  orders[0]@1", times: 100));
        Assert.Equal(98 + 98 + 99 + 98, _chooser.LeftOut);
    }

    [Fact]
    public void A_block_is_shown_as_a_whole_or_not_at_all()
    {
        string[] block = ["✖ DEAD LETTER MESSAGE RECEIVED", "  Order ID: 7-3", "  Product: Item3", ""];

        Assert.All(block, line => Assert.True(Takes(line)));
        Assert.All(block, line => Assert.False(Takes(line)));

        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.All(block, line => Assert.True(Takes(line)));
    }

    [Fact]
    public void A_long_block_is_cut_short()
    {
        Assert.True(Takes("413 dead letters in orders.DLQ"));
        Assert.Equal(9, Shown(ProgramName.DlqMonitor, "    7-3  Item3  $32.45   0:0", times: 413));
    }

    [Fact]
    public void The_programs_own_counts_of_what_they_left_out_are_not_shown() =>
        Assert.Equal(0, Shown(ProgramName.Producer, "… 949 more not shown", times: 3));

    [Fact]
    public void Errors_are_always_shown()
    {
        var error = new ProgramLine(ProgramName.Producer, "error: no Kafka broker answers", IsError: true);

        Assert.Equal(50, Enumerable.Range(0, 50).Count(_ => _chooser.Takes(error)));
    }

    private bool Takes(string line) => _chooser.Takes(new(ProgramName.DlqMonitor, line, IsError: false));

    private int Shown(ProgramName program, string line, int times) =>
        Enumerable.Range(0, times).Count(_ => _chooser.Takes(new(program, line, IsError: false)));
}
