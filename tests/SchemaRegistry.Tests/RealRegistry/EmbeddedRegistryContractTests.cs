using OrderPipeline.LocalCluster.Registry;
using OrderPipeline.SchemaRegistry;
using Xunit;

namespace SchemaRegistry.Tests.RealRegistry;

/// <summary>The contract against our embedded registry, and what the kit's does not have.</summary>
[Trait("Category", "Unit")]
public sealed class EmbeddedRegistryContractTests : RegistryContract, IAsyncLifetime
{
    private RegistryServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await RegistryServer.StartAsync(0, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_read_only_subject_takes_nothing_until_its_mode_is_taken_away()
    {
        using var client = await ConnectAsync();
        var subject = NewSubject();
        Assert.Equal(RegistryMode.ReadWrite, await client.GetModeAsync());

        await client.UpdateModeAsync(RegistryMode.ReadOnly, subject);
        var error = await Refused(() => client.RegisterSchemaAsync(subject, new Schema("\"int\"")));
        Assert.Equal(
            (SchemaRegistryFailure.NotPermitted, SchemaRegistryException.OperationNotPermitted),
            (error.Failure, error.ErrorCode));
        Assert.Equal(RegistryMode.ReadOnly, await client.GetModeAsync(subject));

        await client.DeleteModeAsync(subject);
        await client.RegisterSchemaAsync(subject, new Schema("\"int\""));
    }

    [Fact]
    public async Task A_schema_is_imported_with_its_id_and_version()
    {
        using var client = await ConnectAsync();
        var subject = NewSubject();
        await client.UpdateModeAsync(RegistryMode.Import, subject);

        await client.ImportSchemaAsync(new RegisteredSchema(subject, 7, 1234, new Schema("\"int\"")));

        Assert.Equal("\"int\"", (await client.GetSchemaAsync(1234)).SchemaString);
        Assert.Equal([7], await client.GetSubjectVersionsAsync(subject));
    }

    [Fact]
    public async Task What_others_refer_to_cannot_be_deleted()
    {
        using var client = await ConnectAsync();
        var (inner, outer) = (NewSubject(), NewSubject());
        await client.RegisterSchemaAsync(inner, new Schema("""{"type":"fixed","name":"x.F","size":2}"""));
        await client.RegisterSchemaAsync(
            outer, new Schema("\"x.F\"", SchemaType.Avro, [new SchemaReference("x.F", inner, 1)]));

        var error = await Refused(() => client.DeleteSchemaVersionAsync(inner, 1));

        Assert.Equal(
            (SchemaRegistryFailure.NotPermitted, SchemaRegistryException.ReferenceExists),
            (error.Failure, error.ErrorCode));
    }

    [Fact]
    public async Task Subjects_are_found_by_their_beginning_and_schemas_by_their_guid()
    {
        using var client = await ConnectAsync();
        var subject = NewSubject();
        var registered = await client.RegisterSchemaWithResponseAsync(subject, new Schema("\"int\""));

        Assert.Equal([subject], await client.GetSubjectsAsync(subject[..20]));
        Assert.Empty(await client.GetSubjectsAsync("nothing-begins-so"));
        var guid = Assert.NotNull((await client.LookupSchemaAsync(subject, new Schema("\"int\""))).Guid);
        Assert.Equal(guid, registered.Guid);
        Assert.Equal("\"int\"", (await client.GetSchemaByGuidAsync(guid)).SchemaString);
        var unknown = await Refused(() => client.GetSchemaByGuidAsync(Guid.NewGuid()));
        Assert.Equal(SchemaRegistryFailure.NotFound, unknown.Failure);
    }

    protected override Task<ISchemaRegistryClient> ConnectAsync() => Task.FromResult<ISchemaRegistryClient>(
        new CachedSchemaRegistryClient(new SchemaRegistryOptions { Url = _server.Url }));
}
