using Confluent.Kafka;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.Topics;
using TestKit;
using TestKit.Time;

namespace Messaging.Tests.Topics;

[Trait("Category", "Unit")]
public sealed class TopicSetupTests : IDisposable
{
    private static readonly TopicSpec[] Specs =
    [
        new() { Name = "orders", Partitions = 4 },
        new()
        {
            Name = "averages",
            SamePartitionsAs = "orders",
            ReplicationFactor = 1,
            PartitionAdvice = "take another name for the averages",
            Configs = new Dictionary<string, string> { ["cleanup.policy"] = "compact" },
            Requirements = [TopicRequirement.Compacted("averages would be deleted by age; make it compact")],
        },
    ];

    private readonly FakeTopicAdmin _admin = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly List<string> _warnings = [];
    private readonly KafkaOptions _kafka = new() { StartupTimeout = TimeSpan.FromSeconds(5) };

    [Fact]
    public async Task Missing_topics_are_made_with_what_their_specs_say()
    {
        var partitions = await EnsureAsync();

        Assert.Equal(4, partitions["averages"]);
        Assert.Equal(["orders", "averages"], _admin.Created.Select(topic => topic.Name));
        Assert.Equal((4, (short)1), (_admin.Created[1].NumPartitions, _admin.Created[1].ReplicationFactor));
        Assert.Equal("compact", _admin.Created[1].Configs["cleanup.policy"]);
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task The_partitions_of_an_existing_model_win()
    {
        _admin.Topics["orders"] = 6;

        var partitions = await EnsureAsync();

        Assert.Equal((6, 6), (partitions["orders"], partitions["averages"]));
        Assert.Equal("averages", Assert.Single(_admin.Created).Name);
    }

    [Fact]
    public async Task Another_number_of_partitions_stops_with_a_sentence()
    {
        (_admin.Topics["orders"], _admin.Topics["averages"]) = (4, 3);

        var failure = await Assert.ThrowsAsync<ProgramException>(() => EnsureAsync());

        Assert.Equal(ExitCode.Failed, failure.ExitCode);
        Assert.Equal(
            "topic averages has 3 partitions and orders 4: take another name for the averages", failure.Message);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("compact,delete")]
    public async Task Another_cleanup_policy_stops_with_a_sentence(string policy)
    {
        (_admin.Topics["orders"], _admin.Topics["averages"]) = (4, 4);
        _admin.Configs["averages"] = new() { ["cleanup.policy"] = policy };

        var failure = await Assert.ThrowsAsync<ProgramException>(() => EnsureAsync());

        Assert.Equal(
            $"topic averages has cleanup.policy={policy}: averages would be deleted by age; make it compact",
            failure.Message);
    }

    [Fact]
    public async Task A_topic_that_is_right_passes_and_nothing_is_made()
    {
        (_admin.Topics["orders"], _admin.Topics["averages"]) = (4, 4);
        _admin.Configs["averages"] = new() { ["cleanup.policy"] = "compact" };

        await EnsureAsync();

        Assert.Empty(_admin.Created);
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task Without_the_right_to_ask_the_check_is_a_warning()
    {
        (_admin.Topics["orders"], _admin.Topics["averages"]) = (4, 4);
        _admin.ConfigError = new Error(ErrorCode.TopicAuthorizationFailed, "denied");

        await EnsureAsync();

        Assert.Equal(["warning: the settings of averages could not be checked: denied"], _warnings);
    }

    [Fact]
    public async Task A_cluster_that_cannot_be_asked_is_a_warning_in_plain_words()
    {
        (_admin.Topics["orders"], _admin.Topics["averages"]) = (4, 4);
        _admin.ConfigError = new Error(ErrorCode.Local_UnsupportedFeature, "DescribeConfigs (KIP-133) …");

        await EnsureAsync();

        Assert.Equal(
            ["warning: the settings of averages could not be checked: the cluster does not know such requests"],
            _warnings);
    }

    [Fact]
    public async Task A_cluster_that_makes_no_topics_is_told_from_one_that_is_away()
    {
        _admin.CreationFailure = new Error(ErrorCode.Local_UnsupportedFeature, "Topic Admin API (KIP-4) …");

        var failure = await Assert.ThrowsAsync<ProgramException>(() => EnsureAsync());

        Assert.Equal(ExitCode.Failed, failure.ExitCode);
        Assert.Equal(
            "orders, averages: no such topic, and it cannot be made from here (the cluster does not know such "
            + "requests); make it by other means, or choose topics that are there",
            failure.Message);
    }

    [Fact]
    public async Task A_check_that_is_not_answered_within_two_seconds_is_a_warning()
    {
        (_admin.Topics["orders"], _admin.Topics["averages"]) = (4, 4);
        _admin.NeverAnswersConfigs = true;

        var setup = EnsureAsync();
        await Eventually.True(() => _clock.Waiting > 0, TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(3));
        await Eventually.Ends(setup, TimeSpan.FromSeconds(10));

        Assert.Equal(["warning: the settings of averages could not be checked: no answer within 2 s"], _warnings);
    }

    [Fact]
    public async Task A_missing_topic_that_may_not_be_made_is_named()
    {
        _admin.Topics["orders"] = 4;

        var failure = await Assert.ThrowsAsync<ProgramException>(() => EnsureAsync(createMissing: false));

        Assert.Equal(
            "averages: no such topic, and Topics:CreateMissing is false; make it, or set Topics:CreateMissing=true",
            failure.Message);
    }

    [Fact]
    public async Task No_broker_within_the_bound_is_exit_code_3_with_the_address_and_the_last_error()
    {
        _admin.FailuresBefore = int.MaxValue;
        _admin.OnRead = () => _clock.Advance(TimeSpan.FromSeconds(6));

        var failure = await Assert.ThrowsAsync<ProgramException>(() => EnsureAsync());

        Assert.Equal(ExitCode.Unreachable, failure.ExitCode);
        Assert.Equal(
            "no Kafka broker answers at localhost:9092 within 5 s (last error: Connection refused): "
            + "start one, or set Kafka:BootstrapServers",
            failure.Message);
    }

    [Fact]
    public async Task A_broker_that_comes_late_is_waited_for()
    {
        _admin.FailuresBefore = 3;
        var setup = EnsureAsync();

        for (var wait = 0; wait < 3; wait++)
        {
            await Eventually.True(() => _clock.Waiting > 0, TimeSpan.FromSeconds(10));
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(4, (await Eventually.Ends(setup, TimeSpan.FromSeconds(10)))["orders"]);
    }

    [Fact]
    public async Task Wrong_credentials_end_the_waiting_at_once()
    {
        (_admin.FailuresBefore, _admin.Failure) = (9, new Error(ErrorCode.Local_Authentication, "SASL"));

        var failure = await Assert.ThrowsAsync<ProgramException>(() => EnsureAsync());

        Assert.Equal("localhost:9092 refuses the credentials: see Kafka:Client", failure.Message);
    }

    [Fact]
    public async Task A_topic_that_another_program_made_meanwhile_is_fine()
    {
        _admin.CreationError = new Error(ErrorCode.TopicAlreadyExists);

        Assert.Equal(4, (await EnsureAsync())["orders"]);
    }

    [Fact]
    public async Task A_topic_that_the_cluster_refuses_is_named()
    {
        _admin.CreationError = new Error(ErrorCode.InvalidReplicationFactor, "3 replicas, 1 broker");

        var failure = await Assert.ThrowsAsync<ProgramException>(() => EnsureAsync());

        Assert.Equal("topic orders cannot be made: 3 replicas, 1 broker (InvalidReplicationFactor)", failure.Message);
    }

    public void Dispose() => _admin.Dispose();

    private async Task<IReadOnlyDictionary<string, int>> EnsureAsync(bool createMissing = true)
    {
        var log = new KafkaLog(_ => { }, _clock, _kafka.BootstrapServers);
        using var setup = new TopicSetup(_admin, _kafka, log, _warnings.Add, _clock);
        return await setup.EnsureAsync(Specs, createMissing, TestContext.Current.CancellationToken);
    }
}
