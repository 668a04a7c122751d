using Chaos.Tests.Brokers;
using Chaos.Tests.Running;
using Confluent.Kafka;

namespace Chaos.Tests.State;

/// <summary>Row 20: offsets that somebody set or deleted. EndToEnd.Tests/Rebuilding has the rest of it.</summary>
[Trait("Category", "Chaos")]
public sealed class MovedPositionTests(ChaosClusters clusters, ChaosTally tally)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0)]
    [InlineData(null)]
    public async Task Offsets_that_somebody_set_or_deleted_change_no_figure(int? offset)
    {
        await ChaosRun.DoAsync($"offsets at {offset}", await clusters.SharedAsync(), tally, async run =>
        {
            var topics = run.Pipeline.Topics;
            await run.Pipeline.SetUpAsync();
            run.Load(2_000, rate: 10_000);
            await run.SentAsync(Bound);
            await CountAsync(run);
            using var admin = Admin(run);
            TopicPartition[] partitions = [.. Enumerable.Range(0, 4).Select(p => new TopicPartition(topics.Orders, p))];
            if (offset is { } position)
            {
                await admin.AlterConsumerGroupOffsetsAsync(
                    [
                        new ConsumerGroupTopicPartitionOffsets(
                            topics.Group, [.. partitions.Select(p => new TopicPartitionOffset(p, position))]),
                    ]);
            }
            else
            {
                await admin.DeleteGroupsAsync([topics.Group]);
            }

            run.Load(2_000, rate: 10_000);
            run.Add(run.Pipeline.StartInstance("afterwards"));
            await run.SentAsync(Bound);
        });
    }

    /// <summary>Counts what is there, and leaves the group at once.</summary>
    private static async Task CountAsync(ChaosRun run)
    {
        await using var consumer = run.Pipeline.StartConsumer(
            "before",
            "--until-end",
            "--Kafka:Consumer:session.timeout.ms=1500",
            "--Kafka:Consumer:heartbeat.interval.ms=300");
        await consumer.EndsWithAsync(0, Bound);
        // A static member stays until its session is over, and offsets of a group that lives cannot be set.
        using var admin = Admin(run);
        await TestKit.Eventually.True(
            async () => (await admin.DescribeConsumerGroupsAsync([run.Pipeline.Topics.Group]))
                .ConsumerGroupDescriptions[0].Members.Count == 0,
            Bound);
    }

    private static IAdminClient Admin(ChaosRun run) => new AdminClientBuilder(
        new AdminClientConfig { BootstrapServers = run.Pipeline.Cluster.BootstrapServers }).Build();
}
