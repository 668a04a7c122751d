using System.Globalization;
using System.Text;

namespace OrderPipeline.Messaging.Output;

/// <summary>
/// Makes foreign text safe to show: nothing in it can move the cursor, colour the screen or reorder a line.
/// </summary>
public static class TerminalText
{
    /// <summary>Characters of foreign text that are shown at most.</summary>
    public const int MaxLength = 256;

    /// <summary>
    /// The text with each control, format and broken character as U+FFFD, cut to <see cref="MaxLength"/>.
    /// </summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= MaxLength && IsClean(text)) return text;
        var clean = new StringBuilder(Math.Min(text.Length, MaxLength) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= MaxLength) return clean.Append('…').ToString();
            clean.Append(IsShown(rune) ? rune.ToString() : "\uFFFD");
        }

        return clean.ToString();
    }

    private static bool IsClean(string text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAscii(letter) || char.IsControl(letter)) return false;
        }

        return true;
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
