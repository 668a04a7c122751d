using System.Globalization;
using OrderPipeline.Demo.Programs;
using OrderPipeline.Messaging.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrderPipeline.Demo.Screen;

/// <summary>The demo as plain lines, for a file or a pipe: no colours, no control codes, nothing cut off.</summary>
internal sealed class PlainScreen(ConsoleLines output, TimeProvider clock) : IDemoScreen
{
    private const int Width = 100;
    private const int ProgressSteps = 4;

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
                output.WriteReport($"{ProgramStyle.Label(line.Program)} │ {line.Text}".TrimEnd());
        }
    }

    public void Show(IRenderable block)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(block);
        lock (_gate)
        {
            foreach (var line in text.ToString().TrimEnd().Split('\n'))
                output.WriteReport(line.TrimEnd());
        }
    }

    public void ShowLines(string text)
    {
        lock (_gate)
        {
            foreach (var line in text.Split('\n'))
                output.WriteReport(line);
        }
    }

    public Task WithProgressAsync(long total, Func<Action<long>, Task> work)
    {
        var step = 0L;
        return work(done =>
        {
            var reached = total == 0 ? 0 : done * ProgressSteps / total;
            if (reached <= step)
                return;
            step = reached;
            output.WriteReport(string.Create(
                CultureInfo.InvariantCulture, $"demo     │ {done:N0} of {total:N0} are averaged or dead letters"));
        });
    }
}
