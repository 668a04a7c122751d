using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Serdes;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.RealRegistry;

[Trait("Category", "Broker")]
public sealed class RealRegistryTests(RealRegistryFixture fixture) : IClassFixture<RealRegistryFixture>
{
    private const string IntGrams =
        """{"type":"record","name":"P","fields":[{"name":"id","type":"string"},{"name":"grams","type":"int"}]}""";

    private const string TextGrams =
        """{"type":"record","name":"P","fields":[{"name":"id","type":"string"},{"name":"grams","type":"string"}]}""";

    private const string MoreFields =
        """{"type":"record","name":"P","fields":[{"name":"id","type":"string"},{"name":"grams","type":"int"},""" +
        """{"name":"note","type":"string","default":""}]}""";

    [Fact]
    public async Task A_schema_is_registered_found_and_fetched()
    {
        using var client = await fixture.RequireAsync();
        var subject = NewSubject();

        var id = await client.RegisterSchemaAsync(subject, new Schema(IntGrams));

        using var other = await fixture.RequireAsync();
        Assert.Equal(id, await other.RegisterSchemaAsync(subject, new Schema(IntGrams)));
        Assert.Equal(IntGrams, (await other.GetSchemaAsync(id)).SchemaString);
        Assert.Equal(id, (await other.LookupSchemaAsync(subject, new Schema(IntGrams))).Id);
        Assert.Equal(id, (await other.GetLatestSchemaAsync(subject)).Id);
        Assert.Equal(id, (await other.GetRegisteredSchemaAsync(subject, 1)).Id);
        Assert.Equal([1], await other.GetSubjectVersionsAsync(subject));
        Assert.Contains(subject, await other.GetAllSubjectsAsync());
    }

    [Fact]
    public async Task What_is_not_there_is_told_with_the_registrys_codes()
    {
        using var client = await fixture.RequireAsync();
        var subject = NewSubject();
        await client.RegisterSchemaAsync(subject, new Schema(IntGrams));

        Assert.Equal(40403, (await Refused(() => client.GetSchemaAsync(1_999_999))).ErrorCode);
        Assert.Equal(40401, (await Refused(() => client.GetLatestSchemaAsync(NewSubject()))).ErrorCode);
        Assert.Equal(40402, (await Refused(() => client.GetRegisteredSchemaAsync(subject, 99))).ErrorCode);
        Assert.Equal(40403, (await Refused(() => client.GetSchemaIdAsync(subject, new Schema(TextGrams)))).ErrorCode);
        var invalid = await Refused(() => client.RegisterSchemaAsync(subject, new Schema("nonsense")));
        Assert.Equal(SchemaRegistryFailure.InvalidSchema, invalid.Failure);
    }

    [Fact]
    public async Task An_incompatible_version_is_refused_with_the_reason()
    {
        using var client = await fixture.RequireAsync();
        var subject = NewSubject();
        await client.RegisterSchemaAsync(subject, new Schema(IntGrams));
        await client.UpdateCompatibilityAsync(Compatibility.Backward, subject);
        Assert.Equal(Compatibility.Backward, await client.GetCompatibilityAsync(subject));

        Assert.False(await client.IsCompatibleAsync(subject, new Schema(TextGrams)));
        var error = await Refused(() => new SubjectRegistrar(client, true).EnsureAsync(subject, new Schema(TextGrams)));

        Assert.Equal(SchemaRegistryFailure.Incompatible, error.Failure);
        Assert.Equal(409, error.ErrorCode);
        Assert.Contains("STRING", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.True(await client.IsCompatibleAsync(subject, new Schema(MoreFields)));
    }

    [Fact]
    public async Task First_versions_are_anybodys_later_ones_setups()
    {
        using var client = await fixture.RequireAsync();
        var subject = NewSubject();
        var program = new SubjectRegistrar(client, mayAddVersions: false);

        var first = await program.EnsureAsync(subject, new Schema(IntGrams));
        var error = await Refused(() => program.EnsureAsync(subject, new Schema(MoreFields)));
        Assert.Contains("producer setup", error.Message, StringComparison.Ordinal);

        var second = await new SubjectRegistrar(client, mayAddVersions: true)
            .EnsureAsync(subject, new Schema(MoreFields));
        Assert.NotEqual(first, second);
        Assert.Equal(second, await program.EnsureAsync(subject, new Schema(MoreFields)));
    }

    [Fact]
    public async Task A_value_goes_through_serializer_and_deserializer_of_two_clients()
    {
        using var writing = await fixture.RequireAsync();
        using var reading = await fixture.RequireAsync();
        var context = new Confluent.Kafka.SerializationContext(
            Confluent.Kafka.MessageComponentType.Value, NewSubject());

        var bytes = await new AvroSerializer<Parcel>(writing).SerializeAsync(new Parcel("ab", 300), context);

        Assert.Equal(
            new Parcel("ab", 300), await new AvroDeserializer<Parcel>(reading).DeserializeAsync(bytes, false, context));
    }

    private static string NewSubject() => $"test-{Guid.NewGuid():N}-value";

    private static Task<SchemaRegistryException> Refused(Func<Task> call) =>
        Assert.ThrowsAsync<SchemaRegistryException>(call);
}
