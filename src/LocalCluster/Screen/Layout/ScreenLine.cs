namespace OrderPipeline.LocalCluster.Screen.Layout;

/// <summary>One line of the screen, in pieces of different tones.</summary>
internal sealed class ScreenLine
{
    private readonly List<(string Text, ScreenTone Tone)> _pieces = [];

    public static ScreenLine Empty { get; } = new();

    public static ScreenLine Of(string text, ScreenTone tone = ScreenTone.Plain) => new ScreenLine().Add(text, tone);

    public IReadOnlyList<(string Text, ScreenTone Tone)> Pieces => _pieces;

    public int Width => _pieces.Sum(piece => ScreenText.Width(piece.Text));

    public ScreenLine Add(string text, ScreenTone tone = ScreenTone.Plain)
    {
        _pieces.Add((text, tone));
        return this;
    }

    /// <summary>The line in so many columns at most.</summary>
    public ScreenLine Cut(int width)
    {
        if (Width <= width)
            return this;
        var cut = new ScreenLine();
        foreach (var (text, tone) in _pieces)
        {
            var left = width - cut.Width;
            if (left <= 0)
                break;
            cut.Add(ScreenText.Width(text) <= left ? text : ScreenText.Cut(text, left), tone);
        }
        return cut;
    }

    /// <summary>This line in so many columns exactly, and the other behind it.</summary>
    public ScreenLine Beside(ScreenLine other, int width)
    {
        var both = new ScreenLine();
        var left = Cut(width);
        both._pieces.AddRange(left._pieces);
        both.Add(new string(' ', width - left.Width));
        both._pieces.AddRange(other._pieces);
        return both;
    }

    public override string ToString() => string.Concat(_pieces.Select(piece => piece.Text));
}
