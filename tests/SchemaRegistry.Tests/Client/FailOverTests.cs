using OrderPipeline.SchemaRegistry;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.Client;

[Trait("Category", "Unit")]
public sealed class FailOverTests
{
    private const string Good = """{"schema":"\"string\""}""";
    private const string Both = "http://a.test:1, http://b.test:2/api/";

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    public async Task The_second_address_answers_when_the_first_cannot_and_is_asked_first_from_then_on(int status)
    {
        var registry = new FakeRegistry().Answers((request, _) => Task.FromResult(
            request.RequestUri!.Host == "a.test"
                ? FakeRegistry.Response(status, "<html>")
                : FakeRegistry.Response(200, Good)));
        using var client = AClient.Over(registry, o => o.Url = Both);

        await client.GetSchemaAsync(1);
        await client.GetSchemaAsync(2);

        Assert.Equal(
            ["http://a.test:1/schemas/ids/1", "http://b.test:2/api/schemas/ids/1", "http://b.test:2/api/schemas/ids/2"],
            registry.Seen.Select(r => r.Uri.AbsoluteUri));
    }

    [Fact]
    public async Task Retries_go_around_all_addresses()
    {
        var registry = new FakeRegistry().Breaks();
        using var client = AClient.Over(registry, o => o.Url = Both);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(1));

        Assert.Equal(SchemaRegistryFailure.Unreachable, error.Failure);
        Assert.Equal(
            ["a.test", "b.test", "a.test", "b.test", "a.test", "b.test"], registry.Seen.Select(r => r.Uri.Host));
    }

    [Theory]
    [InlineData("a.test")]
    [InlineData("b.test")]
    public async Task An_address_that_restarts_is_asked_again_though_the_other_is_no_registry(string restarting)
    {
        var asked = 0;
        var registry = new FakeRegistry().Answers((request, _) => Task.FromResult(
            request.RequestUri!.Host != restarting ? FakeRegistry.Response(404, "<html>")
                : ++asked == 1 ? FakeRegistry.Response(503, "") : FakeRegistry.Response(200, Good)));
        using var client = AClient.Over(registry, o => o.Url = Both);

        Assert.Equal("\"string\"", (await client.GetSchemaAsync(1)).SchemaString);
        Assert.Equal(2, asked);
    }

    [Theory]
    [InlineData(404, """{"error_code":40403,"message":"no"}""")]
    [InlineData(401, "")]
    public async Task A_conclusive_answer_is_not_asked_for_elsewhere(int status, string body)
    {
        var registry = new FakeRegistry().Answers(status, body);
        using var client = AClient.Over(registry, o => o.Url = Both);

        await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(1));

        Assert.Single(registry.Seen);
    }

    [Fact]
    public async Task A_registry_that_wants_fewer_requests_gets_none_through_its_other_address()
    {
        var registry = new FakeRegistry().Answers(429, "");
        using var client = AClient.Over(registry, o => { o.Url = Both; o.Retries = 0; });

        await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(1));

        Assert.Single(registry.Seen);
    }
}
