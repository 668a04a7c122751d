using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.Topics;
using TestKit.Time;

namespace Messaging.Tests.Topics;

/// <summary>What is said of topics that work, and of partitions that were added.</summary>
[Trait("Category", "Unit")]
public sealed class TopicAdviceTests : IDisposable
{
    private static readonly TopicSpec[] Specs =
    [
        new()
        {
            Name = "orders",
            Partitions = 4,
            Recommendations = [TopicRequirement.AtLeast("retention.ms", 1_000, "orders are lost; raise it")],
        },
        new()
        {
            Name = "averages",
            SamePartitionsAs = "orders",
            Recommendations = [TopicRequirement.AtMost("segment.bytes", 1_000, "restores take long; lower it")],
        },
    ];

    private readonly FakeTopicAdmin _admin = new();
    private readonly List<string> _warnings = [];

    public TopicAdviceTests() => (_admin.Topics["orders"], _admin.Topics["averages"]) = (4, 4);

    [Theory]
    [InlineData("retention.ms", "999", "warning: topic orders has retention.ms=999: orders are lost; raise it")]
    [InlineData("retention.ms", "1000", null)]
    [InlineData("retention.ms", "-1", null)]
    [InlineData("retention.ms", "?", null)]
    public async Task A_bound_that_is_missed_is_a_warning(string key, string value, string? warning)
    {
        _admin.Configs["orders"] = new() { [key] = value };
        await EnsureAsync();
        Assert.Equal(warning is null ? [] : [warning], _warnings);
    }

    [Fact]
    public async Task A_bound_that_is_passed_is_a_warning()
    {
        _admin.Configs["averages"] = new() { ["segment.bytes"] = "1001" };
        await EnsureAsync();
        Assert.Equal(
            "warning: topic averages has segment.bytes=1001: restores take long; lower it", Assert.Single(_warnings));
    }

    [Theory]
    [InlineData(3, "make new topics with Topics:ReplicationFactor=3")]
    [InlineData(2, null)]
    public async Task One_replica_on_a_cluster_that_could_have_three_is_a_warning_for_all_topics(
        int brokers, string? advice)
    {
        _admin.Brokers = brokers;
        (_admin.Replicas["orders"], _admin.Replicas["averages"]) = (1, 1);
        await EnsureAsync();
        if (advice is null) Assert.Empty(_warnings);
        else Assert.Equal(
            "warning: orders, averages have one replica on a cluster of 3 brokers, so the end of one loses records: " +
            advice,
            Assert.Single(_warnings));
    }

    [Fact]
    public async Task Three_replicas_of_which_one_is_enough_are_a_warning()
    {
        _admin.Brokers = 3;
        (_admin.Replicas["orders"], _admin.Replicas["averages"]) = (3, 3);
        _admin.Configs["orders"] = new() { ["min.insync.replicas"] = "2" };
        _admin.Configs["averages"] = new() { ["min.insync.replicas"] = "1" };
        await EnsureAsync();
        Assert.Equal(
            "warning: averages has min.insync.replicas=1 with 3 replicas, so an acknowledged record can stand on one "
            + "broker only: set it to 2",
            Assert.Single(_warnings));
    }

    [Theory]
    [InlineData(6, 4, "partitions were added: give it as many, which loses nothing "
        + "(kafka-topics --alter --topic averages --partitions 6)")]
    [InlineData(2, 4, "it belongs to another topic of that name: delete it, and it is made again")]
    public async Task Numbers_of_partitions_that_differ_are_refused_with_what_to_do(
        int orders, int averages, string advice)
    {
        (_admin.Topics["orders"], _admin.Topics["averages"]) = (orders, averages);

        var failure = await Assert.ThrowsAsync<ProgramException>(EnsureAsync);

        Assert.Equal(
            $"topic averages has {averages} partitions and orders {orders}: {advice}", failure.Message);
    }

    public void Dispose() => _admin.Dispose();

    private async Task EnsureAsync()
    {
        var (kafka, clock) = (new KafkaOptions(), new ManualTimeProvider());
        var log = new KafkaLog(_ => { }, clock, kafka.BootstrapServers);
        using var setup = new TopicSetup(_admin, kafka, log, _warnings.Add, clock);
        await setup.EnsureAsync(Specs, createMissing: true, TestContext.Current.CancellationToken);
    }
}
