using System.Collections;
using OrderPipeline.Messaging.Settings;

namespace Messaging.Tests.Settings;

[Trait("Category", "Unit")]
public sealed class SettingsLoaderTests
{
    [Fact]
    public void The_command_line_wins_over_the_environment_and_the_environment_over_the_file()
    {
        using var file = new SettingsFile("""
            { "Consumer": { "Attempts": 2, "MaxInFlight": 20, "LaneCapacity": 200 } }
            """);
        file.With("ORDERPIPELINE_Consumer__Attempts", "3").With("ORDERPIPELINE_Consumer__MaxInFlight", "30");

        var consumer = file.Load("--Consumer:Attempts=4").Get<ConsumerOptions>();

        Assert.Equal((4, 30, 200), (consumer.Attempts, consumer.MaxInFlight, consumer.LaneCapacity));
    }

    [Fact]
    public void What_nothing_sets_keeps_its_default()
    {
        using var file = new SettingsFile("{}");

        var settings = file.Load();

        Assert.Equal("localhost:9092", settings.Get<KafkaOptions>().BootstrapServers);
        Assert.Equal("group", settings.Get<ConsumerOptions>().Group);
        Assert.Equal(TimeSpan.FromMilliseconds(100), settings.Get<ConsumerOptions>().CommitInterval);
    }

    [Fact]
    public void A_missing_file_leaves_the_defaults()
    {
        var settings = SettingsLoader.Load(
            new SettingsCatalog().AddKafka("group"), "/nowhere/appsettings.json", new Hashtable(), []);

        Assert.Equal(TimeSpan.FromSeconds(30), settings.Get<KafkaOptions>().StartupTimeout);
    }

    [Theory]
    [InlineData("00:00:02", 2000)]
    [InlineData("2s", 2000)]
    [InlineData("2 s", 2000)]
    [InlineData("250ms", 250)]
    [InlineData("1.5s", 1500)]
    [InlineData("1min", 60000)]
    public void Durations_are_read_with_their_units(string text, int milliseconds)
    {
        using var file = new SettingsFile("{}");

        var kafka = file.Load("--Kafka:StartupTimeout=" + text).Get<KafkaOptions>();

        Assert.Equal(milliseconds, kafka.StartupTimeout.TotalMilliseconds);
    }

    [Fact]
    public void A_duration_without_a_unit_is_refused_because_it_could_be_days()
    {
        using var file = new SettingsFile("{}");

        Assert.Equal(
            "Kafka:StartupTimeout: '30' is not a duration such as 00:00:30, 30s or 100ms "
            + "(command line, --Kafka:StartupTimeout)",
            file.Error("--Kafka:StartupTimeout=30"));
    }

    [Fact]
    public void An_unknown_setting_is_named_with_its_source_and_the_nearest_one()
    {
        using var file = new SettingsFile("""{ "Kafka": { "BootstrapServer": "a:1" } }""");

        Assert.Equal(
            "unknown setting Kafka:BootstrapServer (appsettings.json): did you mean Kafka:BootstrapServers?",
            file.Error());
    }

    [Fact]
    public void An_unknown_section_is_named_with_what_there_is()
    {
        using var file = new SettingsFile("{}");

        Assert.Equal(
            "unknown section Zookeeper (environment variable ORDERPIPELINE_Zookeeper__Url): "
            + "there are Kafka, SchemaRegistry, Consumer",
            file.With("ORDERPIPELINE_Zookeeper__Url", "x").Error());
    }

    [Fact]
    public void An_empty_unknown_section_of_the_file_is_refused_too()
    {
        using var file = new SettingsFile("""{ "Kafak": {} }""");

        Assert.Equal("unknown section Kafak (appsettings.json): did you mean Kafka?", file.Error());
    }

    [Theory]
    [InlineData("--Consumer:Attempts=five", "Consumer:Attempts: 'five' is not a whole number in range")]
    [InlineData("--Consumer:Attempts=5.5", "Consumer:Attempts: '5.5' is not a whole number in range")]
    [InlineData("--Consumer:Attempts=99999999999", "Consumer:Attempts: '99999999999' is not a whole number in range")]
    [InlineData("--Consumer:Attempts=0", "Consumer:Attempts: 0 is not from 1 to 1,000")]
    [InlineData("--Consumer:Attempts=", "Consumer:Attempts: '' is not a whole number in range")]
    [InlineData(
        "--Consumer:InputFormat=3", "Consumer:InputFormat: '3' is not one of Confluent, SingleObject, Raw, Auto")]
    [InlineData("--Consumer:Group=", "Consumer:Group: a consumer group has 1 to 200 characters")]
    [InlineData("--Consumer:InputFormat=raw",
        "Consumer:InputSchemaFile: InputFormat Raw needs the schema that the records were written with")]
    [InlineData("--Kafka:BootstrapServers=a:1,b:x", "Kafka:BootstrapServers: 'b:x' is not host:port")]
    [InlineData("--Kafka:BootstrapServers=", "Kafka:BootstrapServers: '' is not host:port")]
    [InlineData("--Kafka=x", "Kafka is a section and takes no value")]
    [InlineData("--SchemaRegistry:AutoRegister=yes", "SchemaRegistry:AutoRegister: 'yes' is not true or false")]
    [InlineData("--SchemaRegistry:Url=", "SchemaRegistry:Url: is empty; give an address such as http://localhost:8081")]
    public void A_bad_value_is_named_in_one_line(string token, string expected)
    {
        using var file = new SettingsFile("{}");

        Assert.StartsWith(expected, file.Error(token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:9092")]
    [InlineData("broker-1:9092, broker-2:9093")]
    [InlineData("[::1]:9092")]
    [InlineData("broker")]
    [InlineData("SASL_SSL://broker:9093")]
    public void Every_form_of_address_that_librdkafka_takes_is_taken(string servers)
    {
        using var file = new SettingsFile("{}");

        Assert.Equal(servers, file.Load("--Kafka:BootstrapServers=" + servers).Get<KafkaOptions>().BootstrapServers);
    }

    [Fact]
    public void A_file_that_is_not_JSON_is_named_with_the_place_and_without_its_text()
    {
        using var file = new SettingsFile("{\n  \"Kafka\": { \"Client\": { \"sasl.password\": \"s3cret\" \n");

        var error = file.Error();

        Assert.StartsWith("appsettings.json cannot be read: not valid JSON at line ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Letter_case_of_keys_does_not_matter()
    {
        using var file = new SettingsFile("""{ "kafka": { "bootstrapservers": "a:1" } }""");
        file.With("orderpipeline_CONSUMER__ATTEMPTS", "7");

        var settings = file.Load();

        Assert.Equal("a:1", settings.Get<KafkaOptions>().BootstrapServers);
        Assert.Equal(7, settings.Get<ConsumerOptions>().Attempts);
    }
}
