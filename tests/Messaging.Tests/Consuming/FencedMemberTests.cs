using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using TestKit.Clusters;

namespace Messaging.Tests.Consuming;

[Trait("Category", "Broker")]
public sealed class FencedMemberTests(KafkaClusterFixture clusters)
{
    [Fact]
    public async Task A_fenced_member_learns_who_has_its_id_and_joins_again_when_nobody_has()
    {
        var (cluster, topics) = await PrepareAsync();
        var config = Members.ConfigOf(cluster, topics, "host-1");
        var check = new KafkaIdentityCheck(
            new AdminClientConfig { BootstrapServers = cluster.BootstrapServers }, config, TimeProvider.System);
        using var first = Members.Join(config, topics, out var firstOwns);
        Members.PollUntil(first, () => firstOwns.Count == 1);
        using (var second = Members.Join(config, topics, out var secondOwns))
        {
            Members.PollUntil(second, () => secondOwns.Count == 1);
            Assert.Throws<FencedMemberException>(() => Members.PollUntil(first, () => false));

            var holder = await check.FindHolderAsync(TestContext.Current.CancellationToken);

            Assert.StartsWith("member on ", holder, StringComparison.Ordinal);
        }

        // The second went without a word: its session ends by itself.
        Assert.Null(await check.FindHolderAsync(TestContext.Current.CancellationToken));
        firstOwns.Clear();
        first.Rejoin();
        Members.PollUntil(first, () => firstOwns.Count == 1);
    }

    [Fact]
    public async Task The_slow_path_is_told_of_a_fencing_as_well()
    {
        var (cluster, topics) = await PrepareAsync();
        var config = Members.ConfigOf(cluster, topics, "host-1");
        using var first = Members.Join(config, topics, out var firstOwns, readsByBatch: false);
        Members.PollUntil(first, () => firstOwns.Count == 1);
        using var second = Members.Join(config, topics, out var secondOwns);
        Members.PollUntil(second, () => secondOwns.Count == 1);

        Assert.Throws<FencedMemberException>(() => Members.PollUntil(first, () => false));
    }

    private async Task<(TestCluster Cluster, TestTopics Topics)> PrepareAsync()
    {
        var cluster = await clusters.RequireRealAsync("never lets go of a fenced member");
        var topics = new TestTopics();
        await cluster.CreateTopicAsync(topics.Orders, 1);
        return (cluster, topics);
    }
}
