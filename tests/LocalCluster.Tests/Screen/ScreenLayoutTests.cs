using OrderPipeline.LocalCluster.Screen.Layout;
using OrderPipeline.LocalCluster.Screen.Status;

namespace OrderPipeline.LocalCluster.Tests.Screen;

[Trait("Category", "Unit")]
public sealed class ScreenLayoutTests
{
    private static readonly ScreenLayout Layout = new(new("localhost:9092", "http://localhost:8081"));

    private static readonly ScreenLayout OtherPorts = new(new("localhost:22200", "http://localhost:22201"));

    [Fact]
    public void At_80_by_24_a_fresh_cluster_says_all_there_is_to_say()
    {
        Assert.Equal(
            """
            OrderPipeline local cluster   up 00:00:04   Ctrl+C ends it
            Kafka     localhost:9092
            Registry  http://localhost:8081

            TOPIC            PARTITIONS  RECORDS  RECORDS/S
            orders                    4        0          0
            orders.DLQ                1        0          0
            orders.averages           4        0          0
            orders.redrives           1        0          0

            No consumer group yet.

            SUBJECTS  none yet

            In three other terminals:
              dotnet run --project src/AggregationConsumer
              dotnet run --project src/DlqMonitor
              dotnet run --project src/Producer -- --count 100
              (add -- --Faults:FailProduct=Item3 to the consumer to see dead letters)

            Not for production, not for load tests, not for crash tests: use docker compose
            for those. Records are in memory and gone at the end; beyond 5 MB a partition
            the oldest go first. Transactions are neither isolated nor fenced, and their
            group offsets are not stored. All of it is one process on this machine.
            """.ReplaceLineEndings("\n"),
            Text(Layout, AStatus.Fresh, 80, 24).TrimEnd());
    }

    [Fact]
    public void Topics_show_what_they_keep_and_what_the_limit_has_cost()
    {
        var text = Text(Layout, AStatus.Busy, 80, 24);

        Assert.Contains("TOPIC            PARTITIONS  RECORDS  RECORDS/S  DROPPED\n", text);
        Assert.Contains("orders                    4   73,841      1,234  326,159\n", text);
    }

    [Fact]
    public void Groups_show_members_position_and_lag()
    {
        var text = Text(Layout, AStatus.Busy, 80, 24);

        Assert.Contains("GROUP              MEMBERS        TOPIC   POSITION    LAG\n", text);
        Assert.Contains("order-aggregation  2: pc-1, pc-2  orders   399,000  1,000\n", text);
    }

    [Fact]
    public void A_wide_screen_has_the_commands_beside_the_tables()
    {
        var lines = Text(Layout, AStatus.Busy, 200, 50).Split('\n');

        var command = Assert.Single(lines, line => line.Contains("dotnet run --project src/DlqMonitor"));
        Assert.StartsWith("orders.DLQ", command);
        Assert.Equal(102, command.IndexOf("dotnet", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("orders.DLQ-value         2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(80, 16)]
    [InlineData(100, 10)]
    [InlineData(140, 10)]
    [InlineData(200, 50)]
    public void Commands_stay_however_much_there_is_to_show(int width, int height)
    {
        foreach (var status in new[] { AStatus.Fresh, AStatus.Busy, AStatus.Crowded })
        {
            var text = Text(OtherPorts, status, width, height);
            Assert.Contains("ORDERPIPELINE_Kafka__BootstrapServers=", text);
            Assert.Contains("dotnet run --project src/AggregationConsumer", text);
            Assert.Contains("dotnet run --project src/DlqMonitor", text);
            Assert.Contains("dotnet run --project src/Producer -- --count 100", text);
        }
    }

    [Fact]
    public void Where_rows_do_not_fit_the_last_line_counts_them()
    {
        var text = Text(Layout, AStatus.Crowded, 80, 24);

        Assert.Equal(2, text.Split('\n').Count(line => line.StartsWith("… ", StringComparison.Ordinal)
            && line.EndsWith(" more", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_size_makes_a_line_too_wide_or_one_too_many()
    {
        foreach (var status in new[] { AStatus.Fresh, AStatus.Busy, AStatus.Crowded })
        {
            for (var width = 1; width <= 210; width += 13)
            {
                for (var height = 1; height <= 60; height += 3)
                {
                    var lines = OtherPorts.Lines(status, width, height);
                    Assert.True(lines.Count <= height, $"{lines.Count} lines at {width}x{height}");
                    Assert.All(lines, line => Assert.True(line.Width <= width, $"{line.Width} at {width}x{height}"));
                }
            }
        }
    }

    [Fact]
    public void Names_cannot_move_the_cursor()
    {
        var text = Text(Layout, AStatus.Crowded, 200, 50);

        Assert.DoesNotContain('\e', text);
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\u202e', text);
    }

    private static string Text(ScreenLayout layout, ClusterStatus status, int width, int height) =>
        string.Join('\n', layout.Lines(status, width, height)) + "\n";
}
