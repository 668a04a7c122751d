using OrderPipeline.LocalCluster.Registry;
using OrderPipeline.SchemaRegistry;

namespace LocalCluster.Tests.Registry.Clients;

/// <summary>The client that the programs use, over a socket.</summary>
[Trait("Category", "Unit")]
public sealed class OurClientTests : IAsyncLifetime
{
    private static readonly Schema Int = new("\"int\"");
    private static readonly Schema Long = new("\"long\"");
    private static readonly Schema Text = new("\"string\"");

    private RegistryServer _server = null!;
    private CachedSchemaRegistryClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RegistryServer.StartAsync(0, Token);
        _client = new CachedSchemaRegistryClient(new SchemaRegistryOptions { Url = _server.Url });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task It_registers_finds_and_reads()
    {
        var id = await _client.RegisterSchemaAsync("orders-value", Int, cancellationToken: Token);

        using var other = new CachedSchemaRegistryClient(new SchemaRegistryOptions { Url = _server.Url });
        Assert.Equal(id, await other.RegisterSchemaAsync("orders-value", Int, normalize: true, Token));
        Assert.Equal("\"int\"", (await other.GetSchemaAsync(id, Token)).SchemaString);
        Assert.Equal(1, (await other.LookupSchemaAsync("orders-value", Int, cancellationToken: Token)).Version);
        Assert.Equal(2, await other.RegisterSchemaAsync("orders-value", Long, cancellationToken: Token));
        Assert.Equal(2, (await _client.GetLatestSchemaAsync("orders-value", Token)).Id);
        Assert.Equal("\"int\"", (await _client.GetRegisteredSchemaAsync("orders-value", 1, Token)).Schema.SchemaString);
        Assert.Equal([1, 2], await _client.GetSubjectVersionsAsync("orders-value", Token));
        Assert.Equal(["orders-value"], await _client.GetAllSubjectsAsync(Token));
    }

    [Fact]
    public async Task What_is_not_there_fails_with_its_type()
    {
        await _client.RegisterSchemaAsync("a", Int, cancellationToken: Token);

        await FailsAsync(SchemaRegistryFailure.NotFound, 40403, () => _client.GetSchemaAsync(9, Token));
        await FailsAsync(SchemaRegistryFailure.NotFound, 40401, () => _client.GetLatestSchemaAsync("b", Token));
        await FailsAsync(SchemaRegistryFailure.NotFound, 40402, () => _client.GetRegisteredSchemaAsync("a", 9, Token));
        await FailsAsync(
            SchemaRegistryFailure.NotFound, 40403, () => _client.GetSchemaIdAsync("a", Text, false, Token));
        await FailsAsync(
            SchemaRegistryFailure.InvalidSchema,
            42201,
            () => _client.RegisterSchemaAsync("a", new Schema("nonsense"), false, Token));
    }

    [Fact]
    public async Task Compatibility_is_asked_for_and_enforced()
    {
        await _client.RegisterSchemaAsync("a", Int, cancellationToken: Token);

        Assert.True(await _client.IsCompatibleAsync("a", Long, Token));
        Assert.False(await _client.IsCompatibleAsync("a", Text, Token));
        await FailsAsync(
            SchemaRegistryFailure.Incompatible, 409, () => _client.RegisterSchemaAsync("a", Text, false, Token));
    }

    [Fact]
    public async Task Levels_are_read_and_set()
    {
        Assert.Equal(Compatibility.Backward, await _client.GetCompatibilityAsync("a", Token));

        await _client.UpdateCompatibilityAsync(Compatibility.FullTransitive, "a", Token);
        await _client.UpdateCompatibilityAsync(Compatibility.None, cancellationToken: Token);

        Assert.Equal(Compatibility.FullTransitive, await _client.GetCompatibilityAsync("a", Token));
        Assert.Equal(Compatibility.None, await _client.GetCompatibilityAsync("b", Token));
    }

    [Fact]
    public async Task First_versions_are_anybodys_later_ones_setups()
    {
        var program = new SubjectRegistrar(_client, mayAddVersions: false);
        Assert.Equal(1, await program.EnsureAsync("a", Int, Token));

        await FailsAsync(SchemaRegistryFailure.NotFound, 40403, () => program.EnsureAsync("a", Long, Token));

        Assert.Equal(2, await new SubjectRegistrar(_client, mayAddVersions: true).EnsureAsync("a", Long, Token));
    }

    private static async Task FailsAsync(SchemaRegistryFailure failure, int code, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<SchemaRegistryException>(call);
        Assert.Equal((failure, code), (error.Failure, error.ErrorCode));
    }
}
