using System.Net;
using System.Net.Sockets;
using System.Text;
using OrderPipeline.LocalCluster;
using OrderPipeline.LocalCluster.Registry;

namespace LocalCluster.Tests.Registry;

[Trait("Category", "Unit")]
public sealed class RegistryServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("localhost")]
    public async Task It_answers_on_both_loopback_addresses(string host)
    {
        Assert.SkipUnless(host != "[::1]" || Socket.OSSupportsIPv6, "this machine has no IPv6");
        await using var server = await RegistryServer.StartAsync(0, Token);
        using var http = new HttpClient();

        Assert.Equal("{}", await http.GetStringAsync($"http://{host}:{server.Port}/", Token));
        Assert.Equal($"http://localhost:{server.Port}", server.Url);
    }

    [Fact]
    public async Task A_taken_port_is_one_clear_line()
    {
        await using var first = await RegistryServer.StartAsync(0, Token);

        var error = await Assert.ThrowsAsync<PortTakenException>(() => RegistryServer.StartAsync(first.Port, Token));

        Assert.Equal(first.Port, error.Port);
        Assert.Equal(
            $"port {first.Port} on localhost is taken: end what listens there, "
            + "or choose another with --registry-port",
            error.Message);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    public async Task A_port_that_is_taken_on_one_address_is_taken(string address)
    {
        Assert.SkipUnless(address != "::1" || Socket.OSSupportsIPv6, "this machine has no IPv6");
        using var other = new TcpListener(IPAddress.Parse(address), 0);
        other.Start();

        await Assert.ThrowsAsync<PortTakenException>(
            () => RegistryServer.StartAsync(((IPEndPoint)other.LocalEndpoint).Port, Token));
    }

    [Fact]
    public async Task Its_port_is_free_again_when_it_is_disposed()
    {
        var first = await RegistryServer.StartAsync(0, Token);
        using var http = new HttpClient();
        await http.GetStringAsync(first.Url, Token);
        await first.DisposeAsync();
        await first.DisposeAsync();

        await using var second = await RegistryServer.StartAsync(first.Port, Token);

        Assert.Equal("[]", await http.GetStringAsync($"{second.Url}/subjects", Token));
    }

    [Fact]
    public async Task The_snapshot_tells_subjects_and_ids()
    {
        await using var server = await RegistryServer.StartAsync(0, Token);
        using var http = new HttpClient();
        foreach (var (subject, type) in new[] { ("b", "int"), ("a", "int"), ("a", "long") })
        {
            using var body = new StringContent($$"""{"schema":"\"{{type}}\""}""", Encoding.UTF8);
            using var answer = await http.PostAsync($"{server.Url}/subjects/{subject}/versions", body, Token);
            answer.EnsureSuccessStatusCode();
        }

        var snapshot = server.Snapshot();

        Assert.Equal([new SubjectSummary("a", 2, 2), new SubjectSummary("b", 1, 1)], snapshot.Subjects);
        Assert.Equal(2, snapshot.Ids);
    }
}
