using Chaos.Tests.Brokers;
using Chaos.Tests.Running;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Chaos.Tests.State;

/// <summary>Row 20: offsets that somebody set or deleted, records that are gone, a topic that is another one.</summary>
[Trait("Category", "Chaos")]
public sealed class MovedPositionTests(ChaosClusters clusters, ChaosTally tally)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
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

    [Fact]
    public async Task Records_that_were_deleted_before_they_were_read_stop_their_partition_with_their_number()
    {
        await ChaosRun.DoAsync("deleted records", await clusters.SharedAsync(), tally, async run =>
        {
            var topics = run.Pipeline.Topics;
            await run.Pipeline.SetUpAsync();
            run.Load(2_000, rate: 10_000);
            await run.SentAsync(Bound);
            await CountAsync(run);
            run.Load(2_000, rate: 10_000);
            await run.SentAsync(Bound);
            using var ends = new TopicEnds(run.Pipeline.Cluster.BootstrapServers);
            var counted = (await ends.CommittedAsync(topics.Group, topics.Orders))[2];
            using (var admin = Admin(run))
                await admin.DeleteRecordsAsync([new TopicPartitionOffset(topics.Orders, 2, counted + 7)]);

            await using var consumer = run.Pipeline.StartConsumer("afterwards", "--until-end");
            await consumer.EndsWithAsync(1, Bound);

            Assert.Contains(
                consumer.Errors,
                line => line.StartsWith("error: partition 2 stopped: ", StringComparison.Ordinal)
                    && line.Contains("7 records were deleted before they were read", StringComparison.Ordinal));
        }, judged: false);
    }

    [Fact]
    public async Task A_topic_that_was_deleted_and_made_again_is_not_counted_on_top()
    {
        await ChaosRun.DoAsync("another topic", await clusters.SharedAsync(), tally, async run =>
        {
            var topics = run.Pipeline.Topics;
            await run.Pipeline.SetUpAsync();
            run.Load(2_000, rate: 10_000);
            await run.SentAsync(Bound);
            await CountAsync(run);
            using (var admin = Admin(run))
                await admin.DeleteTopicsAsync([topics.Orders]);
            await TestKit.Eventually.True(() => CreateAgainAsync(run), Bound);
            run.Load(4_000, rate: 10_000);
            await run.SentAsync(Bound);

            await using var consumer = run.Pipeline.StartConsumer("afterwards", "--until-end");
            await consumer.EndsWithAsync(1, Bound);

            Assert.Equal(
                4, consumer.Errors.Count(line => line.StartsWith("error: partition", StringComparison.Ordinal)
                    && line.Contains("deleted and made again", StringComparison.Ordinal)));
        }, judged: false);
    }

    private static async Task<bool> CreateAgainAsync(ChaosRun run)
    {
        try
        {
            await run.Pipeline.Cluster.CreateTopicAsync(run.Pipeline.Topics.Orders, 4);
            return true;
        }
        catch (CreateTopicsException)
        {
            // The old one is still being deleted.
            return false;
        }
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
