using System.Globalization;
using OrderPipeline.LocalCluster.Screen.Status;

namespace OrderPipeline.LocalCluster.Screen.Layout;

/// <summary>The tables of topics, groups and subjects.</summary>
internal static class StatusTables
{
    private static readonly ScreenColumn[] TopicColumns =
    [
        new("TOPIC", Least: 12),
        new("PARTITIONS", RightAligned: true),
        new("RECORDS", RightAligned: true),
        new("RECORDS/S", RightAligned: true),
        new("DROPPED", RightAligned: true),
    ];

    private static readonly ScreenColumn[] GroupColumns =
    [
        new("GROUP", Least: 12),
        new("MEMBERS", Least: 10),
        new("TOPIC", Least: 8),
        new("POSITION", RightAligned: true),
        new("LAG", RightAligned: true),
    ];

    /// <summary>DROPPED stands only where records were dropped: then RECORDS are those that are left.</summary>
    public static List<ScreenLine> Topics(IReadOnlyList<TopicStatus> topics, int width, int maxRows)
    {
        var columns = topics.Any(topic => topic.Dropped > 0) ? TopicColumns : TopicColumns[..^1];
        var rows = topics.Select(topic => (string[])
        [
            ScreenText.Clean(topic.Name),
            Number(topic.Partitions),
            Number(topic.Kept),
            Number((long)Math.Round(topic.PerSecond)),
            Number(topic.Dropped),
        ]);
        return ScreenTable.Lines(columns, [.. rows.Select(row => row[..columns.Length])], width, maxRows);
    }

    public static List<ScreenLine> Groups(IReadOnlyList<GroupStatus> groups, int width, int maxRows) =>
        groups.Count > 0
            ? ScreenTable.Lines(GroupColumns, Rows(groups), width, maxRows)
            : maxRows > 0 ? [ScreenLine.Of("No consumer group yet.", ScreenTone.Label)] : [];

    /// <summary>How many rows the groups have: one for each topic that one commits.</summary>
    public static int RowCount(IReadOnlyList<GroupStatus> groups) =>
        groups.Sum(group => Math.Max(1, group.Topics.Count));

    /// <summary>All subjects in one line, as far as they fit.</summary>
    public static ScreenLine Subjects(ClusterStatus status) => new ScreenLine()
        .Add("SUBJECTS  ", ScreenTone.Label)
        .Add(status.Subjects.Count == 0
            ? "none yet"
            : string.Join(", ", status.Subjects.Select(subject => ScreenText.Clean(subject.Name))));

    /// <summary>One subject a line.</summary>
    public static List<ScreenLine> SubjectTable(ClusterStatus status, int width, int maxRows) =>
        status.Subjects.Count == 0
            ? [Subjects(status)]
            : ScreenTable.Lines(
                [new("SUBJECT", Least: 12), new("VERSIONS", RightAligned: true)],
                [.. status.Subjects.Select(subject => (string[])
                    [ScreenText.Clean(subject.Name), Number(subject.Versions)])],
                width,
                maxRows);

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static List<string[]> Rows(IReadOnlyList<GroupStatus> groups)
    {
        var rows = new List<string[]>();
        foreach (var group in groups)
        {
            var id = ScreenText.Clean(group.Id);
            var members = group.Members.Count == 0
                ? "none"
                : $"{group.Members.Count}: {ScreenText.Clean(string.Join(", ", group.Members))}";
            if (group.Topics.Count == 0)
                rows.Add([id, members, "-", "-", "-"]);
            foreach (var topic in group.Topics)
            {
                rows.Add([id, members, ScreenText.Clean(topic.Topic), Number(topic.Position), Number(topic.Lag)]);
                (id, members) = ("", "");
            }
        }
        return rows;
    }
}
