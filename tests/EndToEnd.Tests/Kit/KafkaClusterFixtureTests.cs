using Confluent.Kafka;
using TestKit.Clusters;

namespace EndToEnd.Tests.Kit;

[Trait("Category", "Broker")]
public sealed class KafkaClusterFixtureTests(KafkaClusterFixture clusters)
{
    [Fact]
    public async Task The_cluster_has_the_topics_that_a_test_makes_and_no_others()
    {
        var cluster = await clusters.RequireRealAsync("makes every topic that it is asked about");
        var topics = new TestTopics();
        await cluster.CreateTopicAsync(topics.Orders, 4);

        Assert.Equal(4, Partitions(cluster.BootstrapServers, topics.Orders));
        Assert.Equal(0, Partitions(cluster.BootstrapServers, topics.DeadLetters));
        Assert.Equal(0, Partitions(cluster.BootstrapServers, topics.DeadLetters));
    }

    [Fact]
    public async Task The_registry_answers_in_confluents_words()
    {
        var cluster = await clusters.RequireAsync();
        using var http = new HttpClient();

        var address = $"{cluster.RegistryUrl}/subjects";
        var subjects = await http.GetStringAsync(address, TestContext.Current.CancellationToken);

        Assert.StartsWith("[", subjects, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_is_killed_and_restarted_still_has_its_topics()
    {
        var kit = KafkaClusterFixture.RequireKit();
        await using var brokers = await kit.StartBrokersAsync();
        await new TestCluster(brokers.BootstrapServers, "", kit).CreateTopicAsync("kept", 2);

        await brokers.KillAsync();
        await brokers.RestartAsync();

        Assert.Equal(2, Partitions(brokers.BootstrapServers, "kept"));
    }

    private static int Partitions(string bootstrapServers, string topic)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrapServers }).Build();
        return admin.GetMetadata(topic, TimeSpan.FromSeconds(10)).Topics.Single().Partitions.Count;
    }
}
