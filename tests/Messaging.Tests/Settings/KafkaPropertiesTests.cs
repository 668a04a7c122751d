using OrderPipeline.Messaging.Settings;

namespace Messaging.Tests.Settings;

[Trait("Category", "Unit")]
public sealed class KafkaPropertiesTests
{
    [Fact]
    public void Underscores_read_as_dots_and_layers_add_up()
    {
        using var file = new SettingsFile("""{ "Kafka": { "Client": { "security.protocol": "sasl_ssl" } } }""");
        file.With("ORDERPIPELINE_Kafka__Client__SASL_PASSWORD", "s3cret");

        var kafka = file.Load("--Kafka:Client:sasl.username=me").Get<KafkaOptions>();

        Assert.Equal("sasl_ssl", kafka.Client["security.protocol"]);
        Assert.Equal("s3cret", kafka.Client["sasl.password"]);
        Assert.Equal("me", kafka.Client["sasl.username"]);
    }

    [Theory]
    [InlineData("isolation.level=read_uncommitted", "what is not committed must never be read")]
    [InlineData("enable.auto.commit=true", "offsets are committed in the pipeline's transactions")]
    [InlineData("enable_auto_offset_store=true", "offsets are committed in the pipeline's transactions")]
    [InlineData("enable.idempotence=false", "an acknowledged record must be in every replica, once")]
    [InlineData("acks=1", "an acknowledged record must be in every replica, once")]
    [InlineData("request.required.acks=1", "an acknowledged record must be in every replica, once")]
    [InlineData("auto.offset.reset=earliest", "a position that is gone must stop the program")]
    [InlineData("enable.partition.eof=false", "the ends of partitions")]
    [InlineData("transactional.id=x", "Consumer:Group and Consumer:InstanceId")]
    [InlineData("group.id=x", "set Consumer:Group instead")]
    [InlineData("group.instance.id=x", "set Consumer:InstanceId instead")]
    [InlineData("bootstrap.servers=x:1", "set Kafka:BootstrapServers instead")]
    [InlineData("partition.assignment.strategy=range", "must stay cooperative-sticky")]
    public void A_property_that_would_break_the_promise_is_refused_with_the_reason(string property, string reason)
    {
        foreach (var scope in new[] { "Client", "Consumer", "Producer" })
        {
            using var file = new SettingsFile("{}");

            var error = file.Error($"--Kafka:{scope}:{property}");

            Assert.StartsWith($"Kafka:{scope}:", error, StringComparison.Ordinal);
            Assert.Contains(reason, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_unknown_librdkafka_property_is_named_with_the_nearest_one()
    {
        using var file = new SettingsFile("{}");

        Assert.Equal(
            "Kafka:Client:ssl.ca.locatoin: librdkafka has no such property; did you mean ssl.ca.location? "
            + "(command line, --Kafka:Client:ssl.ca.locatoin)",
            file.Error("--Kafka:Client:ssl.ca.locatoin=/x"));
    }

    [Fact]
    public void A_bad_value_is_refused_in_librdkafkas_words()
    {
        using var file = new SettingsFile("{}");

        Assert.StartsWith(
            "Kafka:Consumer:fetch.wait.max.ms: Configuration property \"fetch.wait.max.ms\" value",
            file.Error("--Kafka:Consumer:fetch.wait.max.ms=-7"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_value_of_a_secret_is_not_shown()
    {
        using var file = new SettingsFile("{}");

        Assert.DoesNotContain(
            "s3cret", file.Error("--Kafka:Client:sasl.mechanism.token=s3cret"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_groups_consumer_starts_with_what_exactly_once_needs()
    {
        var config = Config(new KafkaOptions()).GroupConsumer(new ConsumerOptions { Group = "g" }, "host-1")
            .ToDictionary();

        Assert.Equal("read_committed", config["isolation.level"]);
        Assert.Equal("error", config["auto.offset.reset"]);
        Assert.Equal("false", config["enable.auto.commit"]);
        Assert.Equal("true", config["enable.partition.eof"]);
        Assert.Equal("cooperative-sticky", config["partition.assignment.strategy"]);
        Assert.Equal("6000", config["session.timeout.ms"]);
        Assert.Equal("none", config["metadata.recovery.strategy"]);
        Assert.Equal(("g", "host-1"), (config["group.id"], config["group.instance.id"]));
        Assert.Equal($"test-{Environment.MachineName}-{Environment.ProcessId}", config["client.id"]);
    }

    [Fact]
    public void What_the_user_sets_wins_and_the_narrower_scope_wins_over_the_wider()
    {
        var kafka = new KafkaOptions();
        kafka.Client["fetch.queue.backoff.ms"] = "20";
        kafka.Client["client.id"] = "mine";
        kafka.Consumer["fetch.queue.backoff.ms"] = "30";

        var config = Config(kafka).GroupConsumer(new ConsumerOptions { Group = "g" }, "i").ToDictionary();

        Assert.Equal(("30", "mine"), (config["fetch.queue.backoff.ms"], config["client.id"]));
    }

    [Fact]
    public void An_alias_replaces_our_value_and_does_not_stand_beside_it()
    {
        var kafka = new KafkaOptions();
        kafka.Producer["queue.buffering.max.ms"] = "7";

        var config = Config(kafka).IdempotentProducer().ToDictionary();

        Assert.Equal("7", config["linger.ms"]);
        Assert.DoesNotContain("queue.buffering.max.ms", config.Keys);
    }

    [Theory]
    [InlineData(0.1, "100", "1000")]
    [InlineData(10, "10000", "5000")]
    [InlineData(600, "600000", "60000")]
    public void A_request_is_given_up_while_its_record_may_still_be_sent_again(
        double seconds, string record, string request)
    {
        var config = Config(new KafkaOptions()).IdempotentProducer(TimeSpan.FromSeconds(seconds)).ToDictionary();

        Assert.Equal((record, request), (config["message.timeout.ms"], config["socket.timeout.ms"]));
    }

    [Fact]
    public void The_new_group_protocol_goes_without_what_the_broker_decides()
    {
        var kafka = new KafkaOptions();
        kafka.Consumer["group.protocol"] = "consumer";

        var config = Config(kafka).GroupConsumer(new ConsumerOptions { Group = "g" }, "i").ToDictionary();

        Assert.DoesNotContain("session.timeout.ms", config.Keys);
        Assert.DoesNotContain("partition.assignment.strategy", config.Keys);
    }

    [Fact]
    public void The_transactions_time_out_follows_the_producers_property()
    {
        var kafka = new KafkaOptions();
        Assert.Equal(TimeSpan.FromSeconds(10), Config(kafka).TransactionTimeout);

        kafka.Producer["transaction.timeout.ms"] = "15000";

        Assert.Equal(TimeSpan.FromSeconds(15), Config(kafka).TransactionTimeout);
        Assert.Equal("15000", Config(kafka).TransactionalProducer("t").ToDictionary()["transaction.timeout.ms"]);
    }

    private static KafkaClientConfig Config(KafkaOptions kafka) => new(kafka, "test");
}
