using System.Net;
using OrderPipeline.SchemaRegistry;
using SchemaRegistry.Tests.Fakes;
using TestKit;
using TestKit.Time;
using Xunit;

namespace SchemaRegistry.Tests.Client;

[Trait("Category", "Unit")]
public sealed class RetryTests
{
    private const string Good = """{"schema":"\"string\""}""";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_failure_that_can_pass_is_tried_again(int status)
    {
        var registry = new FakeRegistry()
            .Answers(status, "<html>busy</html>").Answers(status, "").Answers(200, Good);
        using var client = AClient.Over(registry);

        Assert.Equal("\"string\"", (await client.GetSchemaAsync(1)).SchemaString);
        Assert.Equal(3, registry.Seen.Count);
    }

    [Fact]
    public async Task Retries_are_bounded_and_the_last_failure_is_told()
    {
        var registry = new FakeRegistry().Answers(503, """{"error_code":50301,"message":"no leader"}""");
        using var client = AClient.Over(registry);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(1));

        Assert.Equal(SchemaRegistryFailure.Unreachable, error.Failure);
        Assert.True(error.IsAboutRegistry);
        Assert.Equal(50301, error.ErrorCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, error.Status);
        Assert.Equal("Schema Registry http://registry.test:8081: answers 503: no leader", error.Message);
        Assert.Equal(3, registry.Seen.Count);
    }

    [Fact]
    public async Task No_retries_means_one_request()
    {
        var registry = new FakeRegistry().Breaks();
        using var client = AClient.Over(registry, o => o.Retries = 0);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(1));

        Assert.Equal(
            "Schema Registry http://registry.test:8081: cannot connect (Connection refused)", error.Message);
        Assert.Single(registry.Seen);
    }

    [Fact]
    public async Task The_registrys_wish_for_patience_is_honoured()
    {
        var time = new ManualTimeProvider();
        var registry = new FakeRegistry().Answers(Patience(429, 7)).Answers(200, Good);
        using var client = AClient.Over(registry, o => o.MaxRetryDelay = TimeSpan.FromSeconds(30), time);

        var fetch = client.GetSchemaAsync(1);
        time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Single(registry.Seen);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.NotNull(await Eventually.Ends(fetch, Bound));
        Assert.Equal(2, registry.Seen.Count);
    }

    [Fact]
    public async Task A_wish_for_an_hour_of_patience_is_cut_short()
    {
        var time = new ManualTimeProvider();
        var registry = new FakeRegistry().Answers(Patience(503, 3600)).Answers(200, Good);
        using var client = AClient.Over(registry, o => o.MaxRetryDelay = TimeSpan.FromSeconds(5), time);

        var fetch = client.GetSchemaAsync(1);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.NotNull(await Eventually.Ends(fetch, Bound));
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_times_out()
    {
        var time = new ManualTimeProvider();
        var registry = new FakeRegistry().Hangs();
        using var client = AClient.Over(registry, o => o.Retries = 0, time);

        var fetch = client.GetSchemaAsync(1);
        time.Advance(TimeSpan.FromSeconds(10));
        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => Eventually.Ends(fetch, Bound));

        Assert.Equal(SchemaRegistryFailure.Unreachable, error.Failure);
        Assert.Equal("Schema Registry http://registry.test:8081: no answer within 10 s", error.Message);
    }

    [Fact]
    public async Task A_call_ends_when_its_time_in_all_is_over()
    {
        var time = new ManualTimeProvider();
        var registry = new FakeRegistry().Answers(503, """{"error_code":50301,"message":"no leader"}""");
        using var client = AClient.Over(
            registry,
            o =>
            {
                o.Retries = 20;
                o.RetryDelay = o.MaxRetryDelay = TimeSpan.FromSeconds(4);
                o.TotalTimeout = TimeSpan.FromSeconds(9);
            },
            time);

        var fetch = client.GetSchemaAsync(1);
        for (var second = 0; second < 9; second++)
            time.Advance(TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => Eventually.Ends(fetch, Bound));

        Assert.Equal((SchemaRegistryFailure.Unreachable, 50301), (error.Failure, error.ErrorCode));
        Assert.Equal(
            "Schema Registry http://registry.test:8081: answers 503: no leader; given up after 9 s in all",
            error.Message);
        Assert.InRange(registry.Seen.Count, 2, 10);
    }

    [Fact]
    public async Task A_registry_that_never_answers_costs_no_more_than_the_time_in_all()
    {
        var time = new ManualTimeProvider();
        using var client = AClient.Over(
            new FakeRegistry().Hangs(), o => o.TotalTimeout = TimeSpan.FromSeconds(5), time);

        var fetch = client.GetSchemaAsync(1);
        time.Advance(TimeSpan.FromSeconds(5));
        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => Eventually.Ends(fetch, Bound));

        Assert.Equal(SchemaRegistryFailure.Unreachable, error.Failure);
        Assert.Equal("Schema Registry http://registry.test:8081: no answer within 5 s in all", error.Message);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_cancelled_at_once()
    {
        using var client = AClient.Over(new FakeRegistry().Hangs());
        using var cancel = new CancellationTokenSource();

        var fetch = client.GetSchemaAsync(1, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Eventually.Ends(fetch, Bound));
    }

    private static HttpResponseMessage Patience(int status, int seconds)
    {
        var response = FakeRegistry.Response(status, "");
        response.Headers.Add("Retry-After", $"{seconds}");
        return response;
    }
}
