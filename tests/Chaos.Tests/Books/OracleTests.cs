using Chaos.Tests.Brokers;
using Chaos.Tests.Running;
using Confluent.Kafka;
using TestKit;
using Xunit.Sdk;

namespace Chaos.Tests.Books;

/// <summary>Who judges the runs is judged: topics that somebody doctored are found out.</summary>
[Trait("Category", "Chaos")]
public sealed class OracleTests(ChaosClusters clusters, ChaosTally tally)
{
    private const int Orders = 1_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_finds_a_dead_letter_too_many_an_order_that_nobody_counted_and_a_state_that_went_back()
    {
        await ChaosRun.DoAsync(
            "doctored", await clusters.SharedAsync(), tally, async run => await DoctorAsync(run), judged: false);
    }

    private static async Task DoctorAsync(ChaosRun run)
    {
        var topics = run.Pipeline.Topics;
        await run.Pipeline.SetUpAsync();
        run.Load(Orders, rate: 10_000);
        await run.SentAsync(Bound);
        await using (var consumer = run.Pipeline.StartConsumer("honest", "--until-end"))
            await consumer.EndsWithAsync(0, Bound);
        var oracle = new Oracle(run.Pipeline);
        await oracle.JudgeAsync(Orders, Bound);

        await RepeatAsync(run, topics.DeadLetters, _ => true);
        Assert.Contains("1 duplicates", await ComplaintAsync(oracle), StringComparison.Ordinal);

        await RepeatAsync(run, topics.Orders, _ => true);
        var complaint = await ComplaintAsync(oracle);
        Assert.Matches("partition [0-3]: read is [0-9]+, and must be [0-9]+", complaint);
        Assert.Matches("partition [0-3]: nextOffset is [0-9]+, and must be [0-9]+", complaint);

        Assert.Equal(0, await BreaksAsync(run));
        await RepeatAsync(run, topics.Averages, key => !key.StartsWith('$'));
        Assert.Equal(1, await BreaksAsync(run));
    }

    private static async Task<string> ComplaintAsync(Oracle oracle) =>
        (await Assert.ThrowsAsync<XunitException>(() => oracle.JudgeAsync(Orders, Bound))).Message;

    private static async Task<int> BreaksAsync(ChaosRun run) =>
        (await run.Pipeline.CountElsewhereAsync(Bound)).GetProperty("history").GetProperty("breaks").GetArrayLength();

    /// <summary>Writes the first record whose key is of this kind once more, at the end of its partition.</summary>
    private static async Task RepeatAsync(ChaosRun run, string topic, Func<string, bool> isWanted)
    {
        var servers = run.Pipeline.Cluster.BootstrapServers;
        using var consumer = new ConsumerBuilder<string, byte[]>(new ConsumerConfig
        {
            BootstrapServers = servers,
            GroupId = "doctor",
            IsolationLevel = IsolationLevel.ReadCommitted,
        }).Build();
        using var ends = new TopicEnds(servers);
        var all = await ends.OfAsync(topic, IsolationLevel.ReadCommitted);
        consumer.Assign(all.Keys.Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        var found = default(ConsumeResult<string, byte[]>);
        await Eventually.True(
            () => (found = consumer.Consume(TimeSpan.FromSeconds(1))) is not null && isWanted(found.Message.Key),
            Bound);
        using var producer = new ProducerBuilder<string, byte[]>(
            new ProducerConfig { BootstrapServers = servers }).Build();
        await producer.ProduceAsync(found!.TopicPartition, found.Message);
    }
}
