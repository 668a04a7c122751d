using OrderPipeline.Avro.Schemas;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Plans;
using Xunit;

namespace SchemaRegistry.Tests.RealRegistry;

/// <summary>What our client needs of every registry; the classes below say which one.</summary>
[Trait("Category", "Broker")]
public abstract class RegistryContract
{
    private const string IntGrams =
        """{"type":"record","name":"P","fields":[{"name":"id","type":"string"},{"name":"grams","type":"int"}]}""";

    private const string TextGrams =
        """{"type":"record","name":"P","fields":[{"name":"id","type":"string"},{"name":"grams","type":"string"}]}""";

    private const string MoreFields =
        """{"type":"record","name":"P","fields":[{"name":"id","type":"string"},{"name":"grams","type":"int"},""" +
        """{"name":"note","type":"string","default":""}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_schema_of_two_subjects_has_one_id_and_both_places()
    {
        using var client = await ConnectAsync();
        var (first, second) = (NewSubject(), NewSubject());

        var registered = await client.RegisterSchemaWithResponseAsync(first, new Schema(IntGrams), false, Token);
        var id = await client.RegisterSchemaAsync(second, new Schema(IntGrams), false, Token);

        Assert.Equal((first, 1, id), (registered.Subject, registered.Version, registered.Id));
        var places = await client.GetSchemaVersionsAsync(id, false, Token);
        Assert.Contains(new SubjectVersion(first, 1), places);
        Assert.Contains(new SubjectVersion(second, 1), places);
        Assert.Contains("AVRO", await client.GetSchemaTypesAsync(Token));
        Assert.NotEmpty(await client.GetContextsAsync(Token));
    }

    [Fact]
    public async Task A_subject_goes_in_two_steps_and_comes_back()
    {
        using var client = await ConnectAsync();
        var subject = NewSubject();
        var id = await client.RegisterSchemaAsync(subject, new Schema(IntGrams), false, Token);

        var tooSoon = await Refused(() => client.DeleteSubjectAsync(subject, permanent: true, Token));
        Assert.Equal(
            (SchemaRegistryFailure.NotPermitted, SchemaRegistryException.SubjectNotSoftDeleted),
            (tooSoon.Failure, tooSoon.ErrorCode));

        Assert.Equal([1], await client.DeleteSubjectAsync(subject, permanent: false, Token));
        Assert.DoesNotContain(subject, await client.GetAllSubjectsAsync(Token));
        Assert.Contains(subject, await client.GetSubjectsAsync(null, includeDeleted: true, Token));
        Assert.Equal([1], await client.GetSubjectVersionsAsync(subject, includeDeleted: true, Token));
        var gone = await Refused(() => client.GetLatestSchemaAsync(subject, Token));
        Assert.Equal(SchemaRegistryFailure.NotFound, gone.Failure);
        var again = await Refused(() => client.DeleteSubjectAsync(subject, permanent: false, Token));
        Assert.Equal(
            (SchemaRegistryFailure.NotFound, SchemaRegistryException.SubjectSoftDeleted),
            (again.Failure, again.ErrorCode));
        using var other = await ConnectAsync();
        Assert.Equal(IntGrams, (await other.GetSchemaAsync(id, Token)).SchemaString);

        Assert.Equal([1], await client.DeleteSubjectAsync(subject, permanent: true, Token));
        Assert.DoesNotContain(subject, await client.GetSubjectsAsync(null, includeDeleted: true, Token));
        await client.RegisterSchemaAsync(subject, new Schema(IntGrams), false, Token);
        Assert.Contains(subject, await client.GetAllSubjectsAsync(Token));
    }

    [Fact]
    public async Task A_version_goes_alone()
    {
        using var client = await ConnectAsync();
        var subject = NewSubject();
        await client.RegisterSchemaAsync(subject, new Schema(IntGrams), false, Token);
        await client.RegisterSchemaAsync(subject, new Schema(MoreFields), false, Token);

        Assert.Equal(1, await client.DeleteSchemaVersionAsync(subject, 1, permanent: false, Token));

        Assert.Equal([2], await client.GetSubjectVersionsAsync(subject, Token));
        Assert.Equal(MoreFields, (await client.GetLatestSchemaAsync(subject, Token)).SchemaString);
    }

    [Fact]
    public async Task A_level_of_its_own_holds_until_it_is_taken_away()
    {
        using var client = await ConnectAsync();
        var subject = NewSubject();
        await client.RegisterSchemaAsync(subject, new Schema(IntGrams), false, Token);
        var global = await client.GetCompatibilityAsync(null, Token);

        Assert.Equal(
            Compatibility.FullTransitive,
            await client.UpdateCompatibilityAsync(Compatibility.FullTransitive, subject, Token));
        Assert.Equal(
            Compatibility.FullTransitive, (await client.GetConfigAsync(subject, false, Token)).Compatibility);
        await client.DeleteConfigAsync(subject, Token);

        Assert.Equal(global, await client.GetCompatibilityAsync(subject, Token));
    }

    [Fact]
    public async Task An_incompatible_schema_is_refused_and_each_test_says_why()
    {
        using var client = await ConnectAsync();
        var subject = NewSubject();
        await client.RegisterSchemaAsync(subject, new Schema(IntGrams), false, Token);
        await client.UpdateCompatibilityAsync(Compatibility.Backward, subject, Token);
        var wrong = new Schema(TextGrams);

        foreach (var test in (CompatibilityResult[])
            [
                await client.TestCompatibilityAsync(subject, wrong, null, false, Token),
                await client.TestCompatibilityAsync(subject, wrong, 1, false, Token),
                await client.TestCompatibilityWithSubjectAsync(subject, wrong, false, Token),
            ])
        {
            Assert.False(test.IsCompatible);
            Assert.NotEmpty(test.Messages);
        }

        var error = await Refused(() => new SubjectRegistrar(client, true).EnsureAsync(subject, wrong, Token));
        Assert.Equal((SchemaRegistryFailure.Incompatible, 409), (error.Failure, error.ErrorCode));
        Assert.NotEmpty(error.Incompatibilities);
        Assert.Contains("string", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.True(await client.IsCompatibleAsync(subject, new Schema(MoreFields), Token));
    }

    [Fact]
    public async Task A_schema_with_a_reference_is_registered_fetched_and_resolved()
    {
        using var client = await ConnectAsync();
        var (money, order) = (NewSubject(), NewSubject());
        var name = $"Money{Guid.NewGuid():N}";
        var inner =
            $$"""{"type":"record","name":"{{name}}","namespace":"x","fields":[{"name":"cents","type":"long"}]}""";
        var outer = $$"""{"type":"record","name":"O","fields":[{"name":"price","type":"x.{{name}}"}]}""";
        var innerId = await client.RegisterSchemaAsync(money, new Schema(inner), false, Token);
        var schema = new Schema(outer, SchemaType.Avro, [new SchemaReference($"x.{name}", money, 1)]);
        var outerId = await client.RegisterSchemaAsync(order, schema, false, Token);

        using var reading = await ConnectAsync();
        var ours = AvroSchema.Parse($$"""{"type":"record","name":"O","fields":[{"name":"price","type":{{inner}}}]}""");
        var plan = await new ReaderPlans(ours, reading).LoadAsync(outerId, Token);

        Assert.NotEqual(innerId, outerId);
        Assert.True(plan.IsCompatible, plan.Incompatibility);
        Assert.Equal(schema.References, (await reading.GetSchemaAsync(outerId, Token)).References);
        Assert.Equal([outerId], await reading.GetReferencingSchemasAsync(money, 1, Token));
    }

    /// <summary>A new client of the registry, with empty caches.</summary>
    protected abstract Task<ISchemaRegistryClient> ConnectAsync();

    protected static string NewSubject() => $"contract-{Guid.NewGuid():N}-value";

    protected static Task<SchemaRegistryException> Refused(Func<Task> call) =>
        Assert.ThrowsAsync<SchemaRegistryException>(call);
}
