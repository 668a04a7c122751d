using System.Text.Json;
using Confluent.Kafka;
using OrderPipeline.Avro;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Serdes;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.Serdes;

[Trait("Category", "Unit")]
public sealed class AvroSerdesTests
{
    private const string Framed = "0000000102046162D804";

    // What we do not know first, ours swapped behind it.
    private const string OtherOrder =
        """{"type":"record","name":"Parcel","namespace":"Tests","fields":[""" +
        """{"name":"note","type":"string","default":"-"},"""
        + """{"name":"grams","type":"int"},{"name":"id","type":"string"}]}""";

    private static readonly SerializationContext Value = new(MessageComponentType.Value, "parcels");

    [Fact]
    public async Task A_value_is_registered_under_its_topic_and_framed()
    {
        var registry = new FakeRegistry().Answers(200, """{"id":258}""");
        using var client = AClient.Over(registry);
        var serializer = new AvroSerializer<Parcel>(client);

        var first = await serializer.SerializeAsync(new Parcel("ab", 300), Value);
        var second = await serializer.SerializeAsync(new Parcel("ab", 300), Value);

        Assert.Equal(Framed, Convert.ToHexString(first));
        Assert.Equal(first, second);
        Assert.Equal("/subjects/parcels-value/versions", Assert.Single(registry.Seen).PathAndQuery);
    }

    [Fact]
    public async Task Names_and_rules_are_Confluents()
    {
        var registry = new FakeRegistry().Answers(200, Registered(Parcel.SchemaJson));
        using var client = AClient.Over(registry);
        var serializer = new AvroSerializer<Parcel>(client, new AvroSerializerConfig
        {
            AutoRegisterSchemas = false,
            NormalizeSchemas = true,
            SubjectNameStrategy = SubjectNameStrategy.TopicRecord,
        });

        await serializer.SerializeAsync(new Parcel("ab", 300), new(MessageComponentType.Key, "parcels"));

        Assert.Equal("/subjects/parcels-Tests.Parcel?normalize=true", Assert.Single(registry.Seen).PathAndQuery);
    }

    [Fact]
    public async Task With_the_latest_version_the_value_is_written_as_that_schema_says()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, Registered(OtherOrder)));
        var serializer = new AvroSerializer<Parcel>(
            client, new AvroSerializerConfig { AutoRegisterSchemas = false, UseLatestVersion = true });

        var bytes = await serializer.SerializeAsync(new Parcel("ab", 300), Value);

        Assert.Equal("0000000102022DD804046162", Convert.ToHexString(bytes));
    }

    [Fact]
    public async Task A_value_larger_than_the_first_buffer_is_written_whole()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, """{"id":1}"""));

        var bytes = await new AvroSerializer<Parcel>(client).SerializeAsync(new Parcel(new('x', 100_000), 0), Value);

        Assert.Equal(5 + 3 + 100_000 + 1, bytes.Length);
    }

    [Fact]
    public async Task A_value_of_our_schema_comes_back()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, Registered(Parcel.SchemaJson)));
        var deserializer = new AvroDeserializer<Parcel>(client);

        var bytes = Convert.FromHexString(Framed);
        for (var i = 0; i < 2; i++)
            Assert.Equal(new Parcel("ab", 300), await deserializer.DeserializeAsync(bytes, false, Value));
    }

    [Fact]
    public async Task A_value_of_another_schema_is_resolved()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, Registered(OtherOrder)));
        var bytes = Convert.FromHexString("0000000102022DD804046162");

        var parcel = await new AvroDeserializer<Parcel>(client).DeserializeAsync(bytes, false, Value);

        Assert.Equal(new Parcel("ab", 300), parcel);
    }

    [Fact]
    public async Task Null_stays_null_both_ways()
    {
        using var client = AClient.Over(new FakeRegistry().Breaks());

        Assert.Null(await new AvroSerializer<Parcel>(client).SerializeAsync(null!, Value));
        Assert.Null(await new AvroDeserializer<Parcel>(client).DeserializeAsync(default, true, Value));
    }

    [Theory]
    [InlineData("7B7D", typeof(InvalidDataException))]
    [InlineData("", typeof(InvalidDataException))]
    [InlineData("0000000102046162", typeof(AvroException))]
    [InlineData("0000000102046162D80400", typeof(AvroException))]
    public async Task Bytes_that_are_no_value_are_typed_errors(string hex, Type type)
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, Registered(Parcel.SchemaJson)));
        var deserializer = new AvroDeserializer<Parcel>(client);

        await Assert.ThrowsAsync(
            type, async () => await deserializer.DeserializeAsync(Convert.FromHexString(hex), false, Value));
    }

    [Fact]
    public void Registering_and_writing_with_the_latest_exclude_each_other()
    {
        using var client = AClient.Over(new FakeRegistry().Breaks());

        Assert.Throws<ArgumentException>(
            () => new AvroSerializer<Parcel>(client, new AvroSerializerConfig { UseLatestVersion = true }));
    }

    private static string Registered(string schema) =>
        $$"""{"subject":"parcels-value","version":3,"id":258,"schema":{{JsonSerializer.Serialize(schema)}}}""";
}
