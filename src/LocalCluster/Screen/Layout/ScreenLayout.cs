using System.Globalization;
using OrderPipeline.LocalCluster.Screen.Status;

namespace OrderPipeline.LocalCluster.Screen.Layout;

/// <summary>Lays a status out on a terminal of any size: never more lines than it has, none wider than it is.</summary>
/// <remarks>The commands to type are what stays when there is little room; explanations go first, then rows.</remarks>
internal sealed class ScreenLayout(Guide guide)
{
    private const int TwoPanes = 140;   // columns from which on the guide stands beside the tables
    private const int PaneGap = 4;
    private const int WidestTable = 96;
    private const int LeastTables = 6;   // lines that tables keep before explanations get any

    public IReadOnlyList<ScreenLine> Lines(ClusterStatus status, int width, int height)
    {
        var lines = width < TwoPanes ? OnePane(status, width, height) : Panes(status, width, height);
        return [.. lines.Take(Math.Max(0, height)).Select(line => line.Cut(width))];
    }

    private List<ScreenLine> OnePane(ClusterStatus status, int width, int height)
    {
        var commands = Commands();
        var left = height - commands.Count;
        var head = Head(status)[..Math.Clamp(left, 0, 3)];
        left -= head.Count;
        var limits = Limits(width, left - LeastTables);
        left -= limits.Count;
        var tables = Tables(status, width, left, [StatusTables.Subjects(status)]);
        left -= tables.Sum(table => table.Count);
        return Spaced([head, .. tables, commands, limits], left);
    }

    private List<ScreenLine> Panes(ClusterStatus status, int width, int height)
    {
        var left = Math.Min(WidestTable, (width - PaneGap) * 3 / 5);
        var right = width - PaneGap - left;
        var head = Head(status)[..Math.Clamp(height, 0, 3)];
        var room = height - head.Count;
        var tables = Tables(status, left, room, []);
        var tablePane = Spaced(tables, room - tables.Sum(table => table.Count));
        var commands = Commands();
        var limits = Limits(right, room - commands.Count);
        var forSubjects = room - commands.Count - limits.Count - 2;
        var subjects = StatusTables.SubjectTable(status, right, forSubjects - 1);
        var guidePane = Spaced(
            [commands, limits, subjects], room - commands.Count - limits.Count - subjects.Count);
        var rows = Math.Max(tablePane.Count, guidePane.Count);
        List<ScreenLine> lines = room > rows ? [.. head, ScreenLine.Empty] : head;
        for (var line = 0; line < rows; line++)
        {
            lines.Add(At(tablePane, line)
                .Beside(At(guidePane, line), left + PaneGap));
        }
        return lines;
    }

    /// <summary>Topics and groups, and what else is given, in so many lines at most.</summary>
    private static List<List<ScreenLine>> Tables(
        ClusterStatus status, int width, int room, List<ScreenLine> others)
    {
        var last = others[..Math.Clamp(room - 4, 0, others.Count)];
        room -= last.Count;
        var groupRows = StatusTables.RowCount(status.Groups);
        // Groups are few and topics may be many: groups get what they need up to a half.
        var groups = StatusTables.Groups(status.Groups, width, Math.Clamp(groupRows, 1, Math.Max(1, room / 2 - 1)));
        if (room < 4)
            groups = [];
        var topics = StatusTables.Topics(status.Topics, width, room - groups.Count - 1);
        return [topics, groups, last];
    }

    private List<ScreenLine> Head(ClusterStatus status) =>
    [
        new ScreenLine()
            .Add("OrderPipeline local cluster", ScreenTone.Title)
            .Add($"   up {Duration(status.Running)}   Ctrl+C ends it", ScreenTone.Label),
        new ScreenLine().Add("Kafka     ", ScreenTone.Label).Add(guide.BootstrapServers),
        new ScreenLine().Add("Registry  ", ScreenTone.Label).Add(guide.RegistryUrl),
    ];

    private List<ScreenLine> Commands() =>
    [
        ScreenLine.Of("In three other terminals:", ScreenTone.Label),
        .. guide.Commands.Select(command => ScreenLine.Of("  " + command, ScreenTone.Command)),
        ScreenLine.Of($"  ({Guide.Tip})", ScreenTone.Label),
    ];

    private static List<ScreenLine> Limits(int width, int room)
    {
        var whole = ScreenText.Wrap(Guide.Limits, width);
        return whole.Count <= room
            ? [.. whole.Select(line => ScreenLine.Of(line, ScreenTone.Warning))]
            : room > 0 ? [ScreenLine.Of(Guide.LimitsInShort, ScreenTone.Warning)] : [];
    }

    /// <summary>The sections below each other, an empty line between them where so many lines are free.</summary>
    private static List<ScreenLine> Spaced(IReadOnlyList<List<ScreenLine>> sections, int free)
    {
        var lines = new List<ScreenLine>();
        foreach (var section in sections)
        {
            if (section.Count > 0 && lines.Count > 0 && free > 0)
            {
                lines.Add(ScreenLine.Empty);
                free--;
            }
            lines.AddRange(section);
        }
        return lines;
    }

    private static ScreenLine At(List<ScreenLine> lines, int index) =>
        index < lines.Count ? lines[index] : ScreenLine.Empty;

    public static string Duration(TimeSpan time) => time.ToString(
        time.TotalDays < 1 ? @"hh\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
}
