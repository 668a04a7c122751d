using OrderPipeline.Demo.Programs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrderPipeline.Demo.Screen;

/// <summary>The demo on a terminal: colours, and a progress bar below the lines.</summary>
internal sealed class TerminalScreen(IAnsiConsole console, TimeProvider clock) : IDemoScreen
{
    private const int NarrowestText = 20;

    private readonly Lock _gate = new();
    private readonly LineChooser _chooser = new(clock);

    public long LeftOut
    {
        get
        {
            lock (_gate)
                return _chooser.LeftOut;
        }
    }

    public void Show(ProgramLine line)
    {
        lock (_gate)
        {
            if (_chooser.Takes(line))
                console.Write(new Markup(Marked(line) + "\n"));
        }
    }

    public void Show(IRenderable block)
    {
        lock (_gate)
            console.Write(block);
    }

    public void ShowLines(string text)
    {
        lock (_gate)
        {
            foreach (var line in text.Split('\n'))
                console.Write(new Markup(Markup.Escape(Cut(line, console.Profile.Width - 1)) + "\n"));
        }
    }

    public Task WithProgressAsync(long total, Func<Action<long>, Task> work) => console.Progress()
        .AutoClear(true)
        .Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn { Width = 30 }, new PercentageColumn(),
            new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            var task = context.AddTask("averaged or a dead letter", maxValue: total);
            await work(done => task.Value = done);
        });

    // A line that wraps would look like two, so it is cut at the edge.
    private string Marked(ProgramLine line)
    {
        var text = Cut(line.Text, console.Profile.Width - ProgramStyle.PrefixWidth - 1);
        var colour = ProgramStyle.Colour(line.Program);
        var shown = line.IsError ? $"[yellow]{Markup.Escape(text)}[/]" : Markup.Escape(text);
        return $"[{colour}]{ProgramStyle.Label(line.Program)} │[/] {shown}";
    }

    private static string Cut(string text, int width)
    {
        width = Math.Max(NarrowestText, width);
        return text.Length <= width ? text : text[..(width - 1)] + "…";
    }
}
