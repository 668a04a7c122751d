using Confluent.Kafka;
using TestKit.Clusters;

namespace EndToEnd.Tests.Kit;

[Trait("Category", "Broker")]
public sealed class KafkaClusterFixtureTests(KafkaClusterFixture clusters)
{
    [Fact]
    public async Task The_cluster_has_the_topics_that_a_test_makes_and_no_others()
    {
        var cluster = await clusters.RequireAsync();
        var topics = new TestTopics();
        await cluster.CreateTopicAsync(topics.Orders, 4);

        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = cluster.BootstrapServers }).Build();
        Assert.Equal(4, Partitions(admin, topics.Orders));
        Assert.Equal(0, Partitions(admin, topics.DeadLetters));
        Assert.Equal(0, Partitions(admin, topics.DeadLetters));
    }

    [Fact]
    public async Task The_registry_answers_in_confluents_words()
    {
        var cluster = await clusters.RequireAsync();
        using var http = new HttpClient();

        var subjects = await http.GetStringAsync($"{cluster.RegistryUrl}/subjects", TestContext.Current.CancellationToken);

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

        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = brokers.BootstrapServers }).Build();
        Assert.Equal(2, Partitions(admin, "kept"));
    }

    private static int Partitions(IAdminClient admin, string topic) =>
        admin.GetMetadata(topic, TimeSpan.FromSeconds(10)).Topics.Single().Partitions.Count;
}
