using System.Text;
using Spectre.Console.Rendering;

namespace OrderPipeline.LocalCluster.Screen.Layout;

/// <summary>Text cut and filled to columns of a terminal.</summary>
internal static class ScreenText
{
    /// <summary>Names come from clients: what could move the cursor or break a line becomes U+FFFD.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(IsHarmful))
            return text;
        return string.Concat(text.Select(letter => IsHarmful(letter) ? '\uFFFD' : letter));
    }

    public static int Width(string text) => Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>The text in so many columns at most, its end replaced by … where it is longer.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
            return text;
        if (width <= 0)
            return "";
        var cut = new StringBuilder();
        var used = 1;   // of the …
        foreach (var rune in text.EnumerateRunes())
        {
            used += Width(rune.ToString());
            if (used > width)
                break;
            cut.Append(rune);
        }
        return cut.Append('…').ToString();
    }

    /// <summary>The text in so many columns exactly.</summary>
    public static string Fill(string text, int width, bool rightAligned = false)
    {
        var cut = Cut(text, width);
        var blanks = new string(' ', Math.Max(0, width - Width(cut)));
        return rightAligned ? blanks + cut : cut + blanks;
    }

    /// <summary>Breaks a sentence between words into lines of so many columns.</summary>
    public static IReadOnlyList<string> Wrap(string sentence, int width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in sentence.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        lines.Add(line);
        return lines;
    }

    private static bool IsHarmful(char letter) => char.GetUnicodeCategory(letter) is
        System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.Surrogate or System.Globalization.UnicodeCategory.LineSeparator
        or System.Globalization.UnicodeCategory.ParagraphSeparator;
}
