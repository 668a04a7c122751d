using OrderPipeline.SchemaRegistry;
using SchemaRegistry.Tests.Fakes;
using TestKit;
using TestKit.Time;
using Xunit;

namespace SchemaRegistry.Tests.Client;

[Trait("Category", "Unit")]
public sealed class CacheTests
{
    private const string Good = """{"schema":"\"string\""}""";
    private const string Unknown = """{"error_code":40403,"message":"Schema not found"}""";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_hundred_callers_for_one_id_make_one_request()
    {
        var gate = new TaskCompletionSource();
        var registry = new FakeRegistry().Answers(async (_, _) =>
        {
            await gate.Task;
            return FakeRegistry.Response(200, Good);
        });
        using var client = AClient.Over(registry);

        var calls = Enumerable.Range(0, 100).Select(_ => Task.Run(() => client.GetSchemaAsync(9))).ToArray();
        await Eventually.True(() => !registry.Seen.IsEmpty, Bound);
        gate.SetResult();
        var schemas = await Eventually.Ends(Task.WhenAll(calls), Bound);

        Assert.Single(registry.Seen);
        Assert.Single(schemas.Distinct());
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_end_the_request_of_the_others()
    {
        var gate = new TaskCompletionSource();
        var registry = new FakeRegistry().Answers(async (_, token) =>
        {
            await gate.Task.WaitAsync(token);
            return FakeRegistry.Response(200, Good);
        });
        using var client = AClient.Over(registry);
        using var cancel = new CancellationTokenSource();

        var impatient = client.GetSchemaAsync(9, cancel.Token);
        var patient = client.GetSchemaAsync(9);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.SetResult();

        Assert.Equal("\"string\"", (await Eventually.Ends(patient, Bound)).SchemaString);
        Assert.Single(registry.Seen);
    }

    [Fact]
    public async Task One_registration_is_in_flight_for_each_subject_and_schema_and_its_id_is_kept()
    {
        var registry = new FakeRegistry().Answers(200, """{"id":12}""");
        using var client = AClient.Over(registry);

        Assert.Equal(12, await client.RegisterSchemaAsync("orders-value", AClient.OrderSchema));
        Assert.Equal(12, await client.RegisterSchemaAsync("orders-value", new Schema(AClient.OrderText)));
        Assert.Equal(12, await client.GetSchemaIdAsync("orders-value", AClient.OrderSchema));
        Assert.Single(registry.Seen);

        await client.RegisterSchemaAsync("other-value", AClient.OrderSchema);
        Assert.Equal(2, registry.Seen.Count);
    }

    [Fact]
    public async Task A_failed_fetch_is_not_remembered()
    {
        var registry = new FakeRegistry().Answers(401, "").Answers(200, Good);
        using var client = AClient.Over(registry);

        await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(9));

        Assert.NotNull(await client.GetSchemaAsync(9));
    }

    [Fact]
    public async Task A_full_cache_forgets_the_schema_that_was_not_used_for_longest()
    {
        var registry = new FakeRegistry().Answers(200, Good);
        using var client = AClient.Over(registry, o => o.MaxCachedSchemas = 3);
        foreach (var id in (int[])[1, 2, 3, 1, 4])
            await client.GetSchemaAsync(id);
        Assert.Equal(4, registry.Seen.Count);

        await client.GetSchemaAsync(1);
        await client.GetSchemaAsync(3);
        await client.GetSchemaAsync(4);
        Assert.Equal(4, registry.Seen.Count);

        await client.GetSchemaAsync(2);
        Assert.Equal(5, registry.Seen.Count);
    }

    [Fact]
    public async Task An_unknown_id_is_asked_for_again_only_after_a_while()
    {
        var time = new ManualTimeProvider();
        var registry = new FakeRegistry().Answers(404, Unknown).Answers(200, Good);
        using var client = AClient.Over(registry, time: time);

        for (var i = 0; i < 100; i++)
        {
            var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(9));
            Assert.Equal(SchemaRegistryFailure.NotFound, error.Failure);
            Assert.Equal(SchemaRegistryException.SchemaNotFound, error.ErrorCode);
            Assert.StartsWith("schema id 9 is unknown: ", error.Message, StringComparison.Ordinal);
        }

        Assert.Single(registry.Seen);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.NotNull(await client.GetSchemaAsync(9));
    }

    [Fact]
    public async Task A_client_that_is_disposed_cancels_what_is_in_flight()
    {
        var client = AClient.Over(new FakeRegistry().Hangs());
        var fetch = client.GetSchemaAsync(1);

        client.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Eventually.Ends(fetch, Bound));
    }
}
