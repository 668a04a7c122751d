namespace OrderPipeline.LocalCluster.Screen.Layout;

/// <summary>Rows below headers, as wide as their contents where there is room for that.</summary>
internal static class ScreenTable
{
    private const int Gap = 2;

    /// <summary>The headers and, below them, so many lines at most; what is left out is counted in the last.</summary>
    public static List<ScreenLine> Lines(
        IReadOnlyList<ScreenColumn> columns, IReadOnlyList<string[]> rows, int width, int maxRows)
    {
        if (maxRows <= 0)
            return [];
        var widths = Widths(columns, rows, width);
        var lines = new List<ScreenLine>
        {
            Line(columns, [.. columns.Select(column => column.Header)], widths, ScreenTone.Label),
        };
        var shown = rows.Count <= maxRows ? rows.Count : maxRows - 1;
        lines.AddRange(rows.Take(shown).Select(row => Line(columns, row, widths, ScreenTone.Plain)));
        if (shown < rows.Count)
            lines.Add(ScreenLine.Of($"… {rows.Count - shown} more", ScreenTone.Label));
        return [.. lines.Select(line => line.Cut(width))];
    }

    private static int[] Widths(IReadOnlyList<ScreenColumn> columns, IReadOnlyList<string[]> rows, int width)
    {
        var widths = columns
            .Select((column, index) => rows
                .Select(row => ScreenText.Width(row[index]))
                .Append(column.Header.Length)
                .Max())
            .ToArray();
        var tooMuch = widths.Sum() + Gap * (widths.Length - 1) - width;
        while (tooMuch > 0)
        {
            var widest = Enumerable.Range(0, widths.Length)
                .Where(index => columns[index].Least > 0 && widths[index] > columns[index].Least)
                .OrderByDescending(index => widths[index])
                .FirstOrDefault(-1);
            if (widest < 0)
                break;
            widths[widest]--;
            tooMuch--;
        }
        return widths;
    }

    private static ScreenLine Line(
        IReadOnlyList<ScreenColumn> columns, string[] cells, int[] widths, ScreenTone tone)
    {
        var filled = cells.Select(
            (cell, index) => ScreenText.Fill(cell, widths[index], columns[index].RightAligned));
        return ScreenLine.Of(string.Join(new string(' ', Gap), filled).TrimEnd(), tone);
    }
}
