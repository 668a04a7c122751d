using OrderPipeline.SchemaRegistry;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.Sockets;

[Trait("Category", "Unit")]
public sealed class SocketTests
{
    private const string Good =
        """
        HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 23
        Connection: close

        {"schema":"\"string\""}
        """;

    [Fact]
    public async Task A_registry_that_nobody_runs_is_told_in_one_sentence()
    {
        var url = DeadUrl();
        using var client = Client(url);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(1));

        Assert.Equal(SchemaRegistryFailure.Unreachable, error.Failure);
        Assert.StartsWith($"Schema Registry {url}: cannot connect (", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_address_is_passed_over()
    {
        using var server = new FakeServer(Good);
        using var client = Client($"{DeadUrl()},{server.Url}");

        Assert.Equal("\"string\"", (await client.GetSchemaAsync(1)).SchemaString);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_broken_connection()
    {
        using var server = new FakeServer(Good[..^5]);
        using var client = Client(server.Url);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(1));

        Assert.Equal(SchemaRegistryFailure.Unreachable, error.Failure);
        Assert.Contains("the connection breaks", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task The_socket_does_not_follow_redirects_by_itself()
    {
        using var other = new FakeServer(Good);
        using var server = new FakeServer(
            $"HTTP/1.1 302 Found\nLocation: {other.Url}/\nContent-Length: 0\nConnection: close\n\n");
        using var client = Client(server.Url);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(1));

        Assert.Equal(SchemaRegistryFailure.BadAnswer, error.Failure);
        Assert.Equal(0, other.Connections);
    }

    private static string DeadUrl()
    {
        using var server = new FakeServer(Good);
        return server.Url;
    }

    private static CachedSchemaRegistryClient Client(string url) =>
        new(AClient.Options(options => options.Url = url), jitter: new Random(7));
}
