using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrderPipeline.LocalCluster.Screen.Layout;

/// <summary>Paints lines from the terminal's first place on, over what stood there, in one piece.</summary>
/// <remarks>Nothing is cleared first, so nothing flickers; each line clears the rest of its own.</remarks>
internal sealed class ScreenFrame(IReadOnlyList<ScreenLine> lines) : Renderable
{
    private const string Home = "\e[H";
    private const string ClearRestOfLine = "\e[K";
    private const string ClearBelow = "\e[J";

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        yield return Segment.Control(Home);
        for (var line = 0; line < lines.Count; line++)
        {
            // The last line ends without a break: on a full screen that would scroll.
            if (line > 0)
                yield return Segment.LineBreak;
            foreach (var (text, tone) in lines[line].Pieces)
                yield return new Segment(text, StyleOf(tone));
            yield return Segment.Control(ClearRestOfLine);
        }
        yield return Segment.Control(ClearBelow);
    }

    private static Style StyleOf(ScreenTone tone) => tone switch
    {
        ScreenTone.Title => new Style(decoration: Decoration.Bold),
        ScreenTone.Label => new Style(Color.Grey),
        ScreenTone.Command => new Style(Color.Aqua),
        ScreenTone.Warning => new Style(Color.Olive),
        _ => Style.Plain,
    };
}
