using OrderPipeline.Messaging.Identity;
using TestKit;
using TestKit.Clusters;

namespace Messaging.Tests.Consuming;

[Trait("Category", "Broker")]
public sealed class JoiningAnewTests(KafkaClusterFixture clusters)
{
    private const int Partitions = 4;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly int[] All = [0, 1, 2, 3];

    [Fact]
    public async Task A_member_that_joins_anew_has_all_partitions_handed_out_though_it_keeps_its_id()
    {
        var (cluster, topics) = await PrepareAsync();
        using var first = Members.Join(Members.ConfigOf(cluster, topics, "a"), topics, out var firstOwns);
        Members.PollUntil(first, () => firstOwns.Count == Partitions);
        using var second = Members.Join(Members.ConfigOf(cluster, topics, "b"), topics, out var secondOwns);
        Members.PollUntil([first, second], () => IsShared(firstOwns, secondOwns));
        var before = first.MemberId;

        first.JoinAnew();

        Members.PollUntil([first, second], () => firstOwns.Count == 0);
        Members.PollUntil([first, second], () => IsShared(firstOwns, secondOwns));
        Assert.NotEqual(before, first.MemberId);
    }

    [Fact]
    public async Task What_a_static_member_had_not_given_back_when_it_died_has_no_owner_until_one_joins_anew()
    {
        var (cluster, topics) = await PrepareAsync();
        using var ownership = OwnershipOf(cluster, topics, "a");
        using var dead = new DyingMember(Members.ConfigOf(cluster, topics, "a"), topics);
        await Eventually.True(() => dead.Owned.Count == Partitions, Bound);
        using var other = Members.Join(Members.ConfigOf(cluster, topics, "b"), topics, out var otherOwns);
        Members.PollUntil(other, () => dead.Left is not null);
        var left = dead.Left!;
        using var again = Members.Join(Members.ConfigOf(cluster, topics, "a"), topics, out var againOwns);
        Members.PollUntil([other, again], () => againOwns.Count == left.Count);

        var found = await AtRestAsync(ownership, () => Members.PollUntil([other, again], () => true));

        Assert.Equal(All.Except(left), found.Unowned);
        Assert.Equal(1, found.Rank);
        again.JoinAnew();
        Members.PollUntil([other, again], () => IsShared(againOwns, otherOwns));
    }

    private static KafkaGroupOwnership OwnershipOf(TestCluster cluster, TestTopics topics, string id) => new(
        new() { BootstrapServers = cluster.BootstrapServers, GroupId = "asks" },
        topics.Group, topics.Orders, id);

    private static bool IsShared(List<int> one, List<int> other) =>
        one.Count > 0 && other.Count > 0 && one.Concat(other).Order().SequenceEqual(All);

    private static async Task<GroupOwnership> AtRestAsync(KafkaGroupOwnership ownership, Action poll)
    {
        GroupOwnership? found = null;
        await Eventually.True(
            async () =>
            {
                poll();
                found = await ownership.ReadAsync();
                return found is not null;
            },
            Bound);
        return found!;
    }

    private async Task<(TestCluster Cluster, TestTopics Topics)> PrepareAsync()
    {
        var cluster = await clusters.RequireRealAsync("hands partitions out as it likes");
        var topics = new TestTopics();
        await cluster.CreateTopicAsync(topics.Orders, Partitions);
        return (cluster, topics);
    }
}
