using System.Collections.Concurrent;
using System.Globalization;
using OrderPipeline.SchemaRegistry;
using SchemaRegistry.Tests.Fakes;
using TestKit;
using Xunit;

namespace SchemaRegistry.Tests.Client;

/// <summary>SCENARIOS 43: many distinct ids are neither a stampede nor a leak.</summary>
[Trait("Category", "Unit")]
public sealed class TenThousandIdsTests
{
    private const int Ids = 10_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Each_id_is_asked_for_once_though_four_want_it_at_once()
    {
        var asked = new ConcurrentDictionary<string, int>();
        var flying = 0;
        var registry = new FakeRegistry().Answers(async (request, _) =>
        {
            asked.AddOrUpdate(request.RequestUri!.AbsolutePath, 1, (_, times) => times + 1);
            Interlocked.Increment(ref flying);
            await Task.Yield();
            Interlocked.Decrement(ref flying);
            return FakeRegistry.Response(200, """{"schema":"\"string\""}""");
        });
        using var client = AClient.Over(registry, o => o.MaxCachedSchemas = 1_000);

        for (var first = 1; first <= Ids; first += 100)
        {
            var wanted = Enumerable.Range(first, 100).SelectMany(id => Enumerable.Repeat(id, 4));
            await Eventually.Ends(Task.WhenAll(wanted.Select(id => client.GetSchemaAsync(id))), Bound);
            Assert.InRange(client.CachedSchemas, 1, 1_000);
        }

        Assert.Equal(Ids, asked.Count);
        Assert.All(asked.Values, times => Assert.Equal(1, times));
        Assert.Equal(0, flying);
        Assert.Equal(1_000, client.CachedSchemas);
    }

    [Fact]
    public async Task What_is_in_use_stays_while_the_others_pass_through()
    {
        var registry = new FakeRegistry().Answers((_, _) =>
            Task.FromResult(FakeRegistry.Response(200, """{"schema":"\"string\""}""")));
        using var client = AClient.Over(registry, o => o.MaxCachedSchemas = 10);

        for (var id = 1; id <= Ids; id++)
        {
            await client.GetSchemaAsync(id);
            await client.GetSchemaAsync(1);
        }

        Assert.Single(registry.Seen, request => request.PathAndQuery == "/schemas/ids/1");
        Assert.Equal(Ids, registry.Seen.Count);
        Assert.Equal(10, client.CachedSchemas);
    }

    [Fact]
    public async Task Ten_thousand_unknown_ids_are_refused_from_memory_within_its_bound()
    {
        var registry = new FakeRegistry().Answers((_, _) =>
            Task.FromResult(FakeRegistry.Response(404, """{"error_code":40403,"message":"no"}""")));
        using var client = AClient.Over(
            registry, o => { o.MaxCachedSchemas = 100; o.UnknownIdTime = TimeSpan.FromMinutes(10); });

        for (var id = 1; id <= Ids; id++)
        {
            for (var again = 0; again < 2; again++)
            {
                var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(id));
                Assert.Contains(
                    id.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(Ids, registry.Seen.Count);
    }
}
