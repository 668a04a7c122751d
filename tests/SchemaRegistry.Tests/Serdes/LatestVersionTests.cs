using System.Text.Json;
using Confluent.Kafka;
using OrderPipeline.SchemaRegistry.Serdes;
using SchemaRegistry.Tests.Fakes;
using TestKit;
using TestKit.Time;
using Xunit;

namespace SchemaRegistry.Tests.Serdes;

[Trait("Category", "Unit")]
public sealed class LatestVersionTests
{
    private static readonly SerializationContext Value = new(MessageComponentType.Value, "parcels");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_latest_version_is_believed_for_a_while_and_then_asked_for_beside_the_records()
    {
        var time = new ManualTimeProvider();
        var gate = new TaskCompletionSource();
        var registry = new FakeRegistry().Answers(200, Version(7)).Answers(async (_, _) =>
        {
            await gate.Task;
            return FakeRegistry.Response(200, Version(8));
        });
        using var client = AClient.Over(registry);
        var serializer = Serializer(client, time);

        Assert.Equal(7, await IdAsync(serializer));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(7, await IdAsync(serializer));
        Assert.Single(registry.Seen);

        time.Advance(TimeSpan.FromSeconds(1));
        for (var record = 0; record < 10; record++)
            Assert.Equal(7, await IdAsync(serializer));
        Assert.Equal(2, registry.Seen.Count);
        gate.SetResult();
        await Eventually.True(() => serializer.Serialize(new Parcel("ab", 300), Value)[4] == 8, Bound);
    }

    [Fact]
    public async Task A_registry_that_is_away_leaves_what_was_the_latest_in_use()
    {
        var time = new ManualTimeProvider();
        var registry = new FakeRegistry().Answers(200, Version(7)).Answers(500, "").Answers(200, Version(8));
        using var client = AClient.Over(registry, o => o.Retries = 0);
        var serializer = Serializer(client, time);
        Assert.Equal(7, await IdAsync(serializer));

        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(7, await IdAsync(serializer));
        Assert.Equal(7, await IdAsync(serializer));
        Assert.Equal(2, registry.Seen.Count);

        time.Advance(TimeSpan.FromSeconds(60));
        await Eventually.True(() => serializer.Serialize(new Parcel("ab", 300), Value)[4] == 8, Bound);
    }

    private static AvroSerializer<Parcel> Serializer(
        OrderPipeline.SchemaRegistry.CachedSchemaRegistryClient client, TimeProvider time) => new(
            client,
            new AvroSerializerConfig { AutoRegisterSchemas = false, UseLatestVersion = true, LatestCacheTtlSecs = 60 },
            time);

    private static async Task<int> IdAsync(AvroSerializer<Parcel> serializer) =>
        (await serializer.SerializeAsync(new Parcel("ab", 300), Value))[4];

    private static string Version(int id) =>
        $$"""{"subject":"parcels-value","version":{{id}},"id":{{id}}"""
        + $$""","schema":{{JsonSerializer.Serialize(Parcel.SchemaJson)}}}""";
}
