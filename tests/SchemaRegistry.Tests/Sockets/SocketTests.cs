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

    [Fact]
    public async Task A_server_that_the_file_of_authorities_vouches_for_is_trusted_and_no_other()
    {
        using var authority = new TestAuthority();
        using var server = new FakeServer(Good, authority.Server);
        using var trusting = Client(server.Url, authority.File);
        using var doubting = Client(server.Url);

        Assert.Equal("\"string\"", (await trusting.GetSchemaAsync(1)).SchemaString);
        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => doubting.GetSchemaAsync(1));

        Assert.Equal(SchemaRegistryFailure.Unreachable, error.Failure);
        Assert.Contains("the TLS handshake fails", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_authorities_without_one_is_refused()
    {
        using var authority = new TestAuthority();
        File.WriteAllText(authority.File, "not a certificate");

        var error = Assert.Throws<ArgumentException>(() => Client("https://localhost:1", authority.File));

        Assert.Contains("CaFile", error.Message, StringComparison.Ordinal);
    }

    private static string DeadUrl()
    {
        using var server = new FakeServer(Good);
        return server.Url;
    }

    private static CachedSchemaRegistryClient Client(string url, string caFile = "") => new(
        AClient.Options(options =>
        {
            options.Url = url;
            options.CaFile = caFile;
        }),
        jitter: new Random(7));
}
