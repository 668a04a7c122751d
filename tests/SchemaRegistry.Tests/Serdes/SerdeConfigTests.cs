using Confluent.Kafka;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Serdes;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.Serdes;

[Trait("Category", "Unit")]
public sealed class SerdeConfigTests
{
    [Fact]
    public void Settings_and_properties_are_the_same_thing()
    {
        var byName = new AvroSerializerConfig(new Dictionary<string, string>
        {
            ["avro.serializer.buffer.bytes"] = "64",
            ["avro.serializer.auto.register.schemas"] = "false",
            ["avro.serializer.normalize.schemas"] = "True",
            ["avro.serializer.use.latest.version"] = "true",
            ["avro.serializer.subject.name.strategy"] = "TopicRecord",
            ["avro.serializer.schema.id.strategy"] = "Header",
            ["schema.registry.url"] = "http://localhost:8081",
        });
        var bySetting = new AvroSerializerConfig
        {
            BufferBytes = 64,
            AutoRegisterSchemas = false,
            NormalizeSchemas = true,
            UseLatestVersion = true,
            SubjectNameStrategy = SubjectNameStrategy.TopicRecord,
            SchemaIdStrategy = SchemaIdSerializerStrategy.Header,
        };

        Assert.Equal(
            (byName.BufferBytes, byName.AutoRegisterSchemas, byName.NormalizeSchemas, byName.UseLatestVersion,
                byName.SubjectNameStrategy, byName.SchemaIdStrategy, byName.UseSchemaId),
            (bySetting.BufferBytes, bySetting.AutoRegisterSchemas, bySetting.NormalizeSchemas,
                bySetting.UseLatestVersion, bySetting.SubjectNameStrategy, bySetting.SchemaIdStrategy,
                bySetting.UseSchemaId));
        Assert.Contains(
            new KeyValuePair<string, string>("avro.serializer.subject.name.strategy", "TopicRecord"), bySetting);
        bySetting.BufferBytes = null;
        Assert.Null(bySetting.BufferBytes);
    }

    [Theory]
    [InlineData("avro.serializer.buffer.bytes", "many", "avro.serializer.buffer.bytes is not a whole number")]
    [InlineData("avro.serializer.buffer.bytes", "0", "BufferBytes is not from 1 to 268,435,456")]
    [InlineData("avro.serializer.auto.register.schemas", "yes", "is not true or false")]
    [InlineData("avro.serializer.subject.name.strategy", "Moon", "is not one of Topic, Record, TopicRecord")]
    [InlineData("avro.serializer.subject.name.strategy", "7", "is not one of Topic, Record, TopicRecord")]
    [InlineData("avro.serializer.use.schema.id", "0", "UseSchemaId is not from 1")]
    [InlineData("avro.serializer.use.latest.version", "true", "needs AutoRegisterSchemas to be false")]
    [InlineData("avro.serializer.latest.cache.ttl.secs", "0", "LatestCacheTtlSecs is neither from 1 nor -1")]
    [InlineData("avro.serializer.use.rules", "x", "avro.serializer.use.rules is no property of this class")]
    public void A_bad_property_is_named(string name, string value, string words)
    {
        using var client = AClient.Over(new FakeRegistry().Breaks());
        var config = new AvroSerializerConfig([new(name, value)]);

        var error = Assert.Throws<ArgumentException>(() => new AvroSerializer<Parcel>(client, config));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("avro.deserializer.max.plans", "0")]
    [InlineData("avro.deserializer.schema.id.strategy", "Header")]
    [InlineData("avro.deserializer.use.rules", "x")]
    public void A_bad_property_of_a_deserializer_is_named(string name, string value)
    {
        using var client = AClient.Over(new FakeRegistry().Breaks());

        var error = Assert.Throws<ArgumentException>(
            () => new AvroDeserializer<Parcel>(client, new AvroDeserializerConfig([new(name, value)])));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clients_properties_are_taken_by_Confluents_names()
    {
        var config = new SchemaRegistryConfig
        {
            Url = "http://localhost:1",
            RequestTimeoutMs = 100,
            MaxRetries = 0,
            BasicAuthUserInfo = "me:hush-hush",
        };
        using var client = new CachedSchemaRegistryClient(config);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(1));

        Assert.StartsWith("Schema Registry http://localhost:1: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(100, config.RequestTimeoutMs);
        var unknown = Assert.Throws<ArgumentException>(
            () => new CachedSchemaRegistryClient([new("schema.registry.moon", "hush"), new("acks", "all")]));
        Assert.Contains("schema.registry.moon", unknown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Confluents_builders_take_the_serdes_as_they_take_Confluents()
    {
        using var client = AClient.Over(new FakeRegistry().Breaks());
        using var async = new ProducerBuilder<string, Parcel>(new ProducerConfig())
            .SetValueSerializer(new AvroSerializer<Parcel>(client)).Build();
        using var sync = new ProducerBuilder<string, Parcel>(new ProducerConfig())
            .SetValueSerializer(new AvroSerializer<Parcel>(client).AsSyncOverAsync()).Build();
        using var plain = new ConsumerBuilder<string, Parcel>(new ConsumerConfig { GroupId = "g" })
            .SetValueDeserializer(new AvroDeserializer<Parcel>(client)).Build();
        using var wrapped = new ConsumerBuilder<string, Parcel>(new ConsumerConfig { GroupId = "g" })
            .SetValueDeserializer(new AvroDeserializer<Parcel>(client).AsSyncOverAsync()).Build();

        Assert.NotNull(async.Name + sync.Name + plain.Name + wrapped.Name);
    }
}
