using OrderPipeline.LocalCluster.Screen.Layout;
using OrderPipeline.LocalCluster.Screen.Status;
using Spectre.Console;

namespace OrderPipeline.LocalCluster.Screen;

/// <summary>One screen of the terminal's own second page: it scrolls nothing away, and a terminal that changes its
/// size is painted anew.</summary>
internal sealed class LiveScreen : IClusterDisplay
{
    private const string Enter = "\e[?1049h\e[?25l";
    private const string Leave = "\e[?25h\e[?1049l";

    private readonly IAnsiConsole _console;
    private readonly ScreenLayout _layout;
    private int _left;

    public LiveScreen(IAnsiConsole console, Guide guide)
    {
        (_console, _layout) = (console, new(guide));
        console.Write(new ControlCode(Enter));
    }

    public void Show(ClusterStatus status)
    {
        var profile = _console.Profile;
        _console.Write(new ScreenFrame(_layout.Lines(status, profile.Width, profile.Height)));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
            _console.Write(new ControlCode(Leave));
    }
}
