using System.Globalization;
using System.Text;

namespace OrderPipeline.DlqMonitor.Output;

/// <summary>Bytes for people: sixteen a line, in hexadecimal and, where they are printable, as letters.</summary>
internal static class BytesText
{
    private const int PerLine = 16;
    private const int MostLines = 16;

    public static IEnumerable<string> Lines(ReadOnlyMemory<byte> bytes)
    {
        for (var start = 0; start < bytes.Length && start < PerLine * MostLines; start += PerLine)
            yield return Line(bytes.Span[start..Math.Min(start + PerLine, bytes.Length)], start);
        if (bytes.Length > PerLine * MostLines)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"… {bytes.Length - PerLine * MostLines:N0} more bytes (--json gives all)");
    }

    private static string Line(ReadOnlySpan<byte> bytes, int start)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{start:x4}  ");
        foreach (var one in bytes)
            text.Append(CultureInfo.InvariantCulture, $"{one:x2} ");
        text.Append(' ', 3 * (PerLine - bytes.Length) + 1);
        foreach (var one in bytes)
            text.Append(one is >= 0x20 and < 0x7f ? (char)one : '.');
        return text.ToString();
    }
}
