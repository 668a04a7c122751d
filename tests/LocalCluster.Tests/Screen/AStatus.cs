using OrderPipeline.LocalCluster.Registry;
using OrderPipeline.LocalCluster.Screen.Status;

namespace OrderPipeline.LocalCluster.Tests.Screen;

/// <summary>Statuses as a screen gets them.</summary>
internal static class AStatus
{
    public static ClusterStatus Fresh { get; } = new(
        TimeSpan.FromSeconds(4),
        [
            new("orders", 4, 0, 0, 0), new("orders.DLQ", 1, 0, 0, 0), new("orders.averages", 4, 0, 0, 0),
            new("orders.redrives", 1, 0, 0, 0),
        ],
        [],
        []);

    public static ClusterStatus Busy { get; } = Fresh with
    {
        Running = TimeSpan.FromSeconds(65),
        Topics =
        [
            new("orders", 4, 400_000, 326_159, 1_234.4), new("orders.DLQ", 1, 421, 0, 0),
            new("orders.averages", 4, 357, 0, 99.6), new("orders.redrives", 1, 0, 0, 0),
        ],
        Groups = [new("order-aggregation", ["pc-1", "pc-2"], [new("orders", 399_000, 1_000)])],
        Subjects = [new("orders-value", 1, 1), new("orders.DLQ-value", 2, 3)],
    };

    /// <summary>More of everything than any screen holds, with names that try to break it.</summary>
    public static ClusterStatus Crowded { get; } = new(
        TimeSpan.FromDays(12),
        [.. Enumerable.Range(0, 200).Select(topic => new TopicStatus(
            new string('t', 249), topic, long.MaxValue, long.MaxValue / 2, double.MaxValue))],
        [.. Enumerable.Range(0, 200).Select(group => new GroupStatus(
            "group \e[2J\n\u202e" + new string('群', 300),
            [.. Enumerable.Range(0, 50).Select(_ => "member\r\n")],
            [new("a", long.MaxValue, long.MaxValue), new("b", 0, 0)]))],
        [.. Enumerable.Range(0, 200).Select(subject => new SubjectSummary(new string('s', 300) + "\t", 1, 1))]);
}
