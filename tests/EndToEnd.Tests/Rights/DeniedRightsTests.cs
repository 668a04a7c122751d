using Confluent.Kafka.Admin;
using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.Rights;

/// <summary>A password or a right is missing: named in the error, exit code 1, no endless try.</summary>
[Trait("Category", "EndToEnd")]
public sealed class DeniedRightsTests(SecuredClusterFixture clusters) : IClassFixture<SecuredClusterFixture>
{
    private static readonly TimeSpan RunBound = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData(SecuredCluster.TransactionalId, AclOperation.Write, "Transactional Id authorization failed")]
    [InlineData(ResourceType.Group, AclOperation.Read, "Group authorization failed")]
    public async Task A_right_without_which_nothing_can_be_averaged_ends_the_run_and_is_named(
        ResourceType type, AclOperation operation, string named)
    {
        var (pipeline, _) = await PreparedAsync(topics => type == ResourceType.Group
            ? (type, topics.Group, operation)
            : (type, topics.Group + ".one", operation));

        await using var consumer = Run(pipeline, SecuredCluster.AsOrders);
        await consumer.EndsWithAsync(1, RunBound);

        var error = Assert.Single(consumer.Errors, IsError);
        Assert.StartsWith("error: the Kafka cluster denies a right: ", error, StringComparison.Ordinal);
        Assert.Contains(named, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Averages_that_cannot_be_written_end_the_run_and_name_their_topic()
    {
        var (pipeline, _) = await PreparedAsync(topics => (ResourceType.Topic, topics.Averages, AclOperation.Write));

        await using var consumer = Run(pipeline, SecuredCluster.AsOrders);
        await consumer.EndsWithAsync(1, RunBound);

        var error = Assert.Single(consumer.Errors, IsError);
        Assert.StartsWith(
            $"error: the state cannot be written: {pipeline.Topics.Averages}: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dead_letters_that_cannot_be_written_stop_their_partitions_and_nothing_is_lost()
    {
        var (pipeline, cluster) = await PreparedAsync(
            topics => (ResourceType.Topic, topics.DeadLetters, AclOperation.Write));

        await using (var consumer = Run(pipeline, SecuredCluster.AsOrders, PipelineUnderTest.FailItem3))
        {
            await consumer.EndsWithAsync(1, RunBound);
            Assert.Equal(4, consumer.Errors.Count(line => IsError(line) &&
                line.Contains("cannot be written: " + pipeline.Topics.DeadLetters, StringComparison.Ordinal)));
        }

        await cluster.GrantAllButAsync(ResourceType.Topic, "", AclOperation.Unknown);
        await using var again = Run(pipeline, SecuredCluster.AsOrders, PipelineUnderTest.FailItem3);
        await again.EndsWithAsync(0, RunBound);
        Assert.StartsWith("read 400 = averaged ", again.Output[^1], StringComparison.Ordinal);
        Assert.Contains(" + PROCESSING ", again.Output[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_ends_the_run_and_is_never_shown()
    {
        var (pipeline, _) = await PreparedAsync(topics => (ResourceType.Any, "", AclOperation.Unknown));
        const string Wrong = "wr0ng-s3ntinel-Zk9";

        await using var consumer = Run(
            pipeline, SecuredCluster.As("orders", Wrong), "--Kafka:Client:debug=all");
        await consumer.EndsWithAsync(1, RunBound);

        Assert.Contains("refuses the credentials: see Kafka:Client", Assert.Single(consumer.Errors, IsError),
            StringComparison.Ordinal);
        AssertHides(consumer, Wrong);
    }

    [Fact]
    public async Task With_everything_that_a_client_can_log_the_password_is_not_in_it()
    {
        var (pipeline, _) = await PreparedAsync(topics => (ResourceType.Any, "", AclOperation.Unknown));

        await using var consumer = Run(pipeline, SecuredCluster.AsOrders, "--Kafka:Client:debug=all");
        await consumer.EndsWithAsync(0, RunBound);

        Assert.True(consumer.Errors.Count > 100, "the clients logged nothing: what is tested here?");
        AssertHides(consumer, SecuredCluster.Password);
    }

    private static void AssertHides(ProgramRun run, string secret)
    {
        foreach (var line in run.Errors.Concat(run.Output))
            Assert.DoesNotContain(secret, line, StringComparison.Ordinal);
    }

    private static bool IsError(string line) => line.StartsWith("error: ", StringComparison.Ordinal);

    private static ProgramRun Run(PipelineUnderTest pipeline, IEnumerable<string> user, params string[] more) =>
        pipeline.Start(
            TestProgram.AggregationConsumer,
            ["run", "--until-end", "--quiet", "--Consumer:InstanceId=one", .. user, .. more]);

    private async Task<(PipelineUnderTest Pipeline, SecuredCluster Cluster)> PreparedAsync(
        Func<TestTopics, (ResourceType Type, string Name, AclOperation Operation)> missing)
    {
        var shared = await clusters.StartAsync();
        var cluster = shared.WithTopics();
        var pipeline = cluster.Pipeline;
        await pipeline.DoAsync(
            TestProgram.Producer, RunBound, ["setup", .. SecuredCluster.AsAdmin]);
        await pipeline.DoAsync(
            TestProgram.Producer,
            RunBound,
            ["run", "--count", "400", "--seed", "7", "--quiet", .. SecuredCluster.AsAdmin]);
        var (type, name, operation) = missing(pipeline.Topics);
        await cluster.GrantAllButAsync(type, name, operation);
        return (pipeline, cluster);
    }
}
