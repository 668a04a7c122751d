using OrderPipeline.LocalCluster.Screen;
using Spectre.Console;

namespace OrderPipeline.LocalCluster.Tests.Screen;

[Trait("Category", "Unit")]
public sealed class LiveScreenTests : IDisposable
{
    private static readonly Guide Guide = new("localhost:9092", "http://localhost:8081");
    private readonly StringWriter _written = new();

    [Fact]
    public void It_enters_the_terminals_second_page_and_leaves_it_once()
    {
        var screen = new LiveScreen(Terminal(80, 24), Guide);
        Assert.Equal("\e[?1049h\e[?25l", _written.ToString());
        screen.Show(AStatus.Fresh);
        _written.GetStringBuilder().Clear();
        screen.Dispose();
        screen.Dispose();

        Assert.Equal("\e[?25h\e[?1049l", _written.ToString());
    }

    [Fact]
    public void Each_frame_paints_over_the_one_before_and_never_scrolls()
    {
        using var screen = new LiveScreen(Terminal(80, 24), Guide);
        _written.GetStringBuilder().Clear();
        screen.Show(AStatus.Crowded);

        var frame = _written.ToString();
        Assert.StartsWith("\e[H", frame);
        Assert.EndsWith("\e[K\e[J", frame);
        Assert.InRange(frame.Count(letter => letter == '\n'), 1, 23);
    }

    [Fact]
    public void A_terminal_that_changes_its_size_gets_another_layout()
    {
        var terminal = Terminal(80, 24);
        using var screen = new LiveScreen(terminal, Guide);
        terminal.Profile.Width = 200;
        _written.GetStringBuilder().Clear();
        screen.Show(AStatus.Fresh);

        var first = _written.ToString().Split('\n').Single(line => line.Contains("In three other terminals:"));
        Assert.Contains("TOPIC", first);
    }

    [Fact]
    public void Commands_stand_out_in_colour()
    {
        using var screen = new LiveScreen(Terminal(80, 24), Guide);
        screen.Show(AStatus.Fresh);

        Assert.Contains("\e[38;5;14m  dotnet run --project src/DlqMonitor\e[0m", _written.ToString());
    }

    public void Dispose() => _written.Dispose();

    private IAnsiConsole Terminal(int width, int height)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.EightBit,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_written),
        });
        (console.Profile.Width, console.Profile.Height) = (width, height);
        return console;
    }
}
