using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EndToEnd.Tests.BadInput;
using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.Breaking;

/// <summary>A partition full of records that are no orders, between partitions that are well.</summary>
[Trait("Category", "EndToEnd")]
public sealed class PoisonStormTests(KafkaClusterFixture clusters)
{
    private const int Stormy = 1;
    private const int Good = 10;
    private const int Bad = 300;
    private const int Limit = 20;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_storm_stops_its_partition_until_a_person_lets_it_through_and_restarts_leak_nothing()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireRealAsync("aborts nothing of what is killed"));
        await SendAsync(pipeline);

        await StopsAloneAsync(pipeline);
        await StaysStoppedOverKillsAsync(pipeline);
        await RefusesAsync(pipeline, "is not stopped", "0");
        await RefusesAsync(pipeline, "no partition 9", "9");
        await RefusesAsync(pipeline, "ends at 310", $"{Stormy}", "--to", "311");
        await RefusesAsync(pipeline, "stands at 0", $"{Stormy}", "--to", "0");
        await GoesOnAsFarAsToldAsync(pipeline, to: 120);
        await GoesOnToTheEndAsync(pipeline);
    }

    private static async Task StopsAloneAsync(PipelineUnderTest pipeline)
    {
        await using var run = Start(pipeline, "--until-end", "--quiet");
        await run.EndsWithAsync(1, Bound);
        Assert.Contains(run.Errors, line => line.StartsWith("error: partition 1 stopped: 20 dead letters in a row")
            && line.Contains("`release 1 [--to OFFSET]`"));
        await AssertLedgersAsync(pipeline, stormyAt: 0, deadLetters: 0);
        var text = await pipeline.DoAsync(TestProgram.AggregationConsumer, Bound, "averages");
        Assert.Contains("partition 1 stands at 0 since ", text, StringComparison.Ordinal);
    }

    private static async Task StaysStoppedOverKillsAsync(PipelineUnderTest pipeline)
    {
        for (var kill = 0; kill < 3; kill++)
        {
            await using var run = Start(pipeline);
            await run.ErrorLineAsync("20 dead letters in a row", Bound);
            await run.KillAsync();
        }

        await AssertLedgersAsync(pipeline, stormyAt: 0, deadLetters: 0);
    }

    private static async Task RefusesAsync(PipelineUnderTest pipeline, string said, params string[] arguments)
    {
        await using var run = pipeline.Start(TestProgram.AggregationConsumer, ["release", .. arguments]);
        await run.EndsWithAsync(1, Bound);
        Assert.Contains(run.Errors, line => line.StartsWith("error: ") && line.Contains(said));
    }

    /// <summary>The one that runs hears it; what is killed and started again afterwards knows how far it may go.
    /// </summary>
    private static async Task GoesOnAsFarAsToldAsync(PipelineUnderTest pipeline, int to)
    {
        await using var run = Start(pipeline);
        await run.ErrorLineAsync("20 dead letters in a row", Bound);
        await pipeline.DoAsync(TestProgram.AggregationConsumer, Bound, "release", $"{Stormy}", "--to", $"{to}");
        await run.ErrorLineAsync("released", Bound);
        await run.ErrorLineAsync($"at offset {to + Limit - 1}:", Bound);
        await run.KillAsync();

        await using var second = Start(pipeline, "--until-end", "--quiet");
        await second.EndsWithAsync(1, Bound);
        await AssertLedgersAsync(pipeline, stormyAt: to, deadLetters: to - Good);
    }

    private static async Task GoesOnToTheEndAsync(PipelineUnderTest pipeline)
    {
        await pipeline.DoAsync(TestProgram.AggregationConsumer, Bound, "release", $"{Stormy}");
        await using var run = Start(pipeline, "--until-end", "--quiet");
        await run.EndsWithAsync(0, Bound);
        await AssertLedgersAsync(pipeline, stormyAt: Good + Bad, deadLetters: Bad);
        await RefusesAsync(pipeline, "is not stopped", $"{Stormy}");
    }

    private static ProgramRun Start(PipelineUnderTest pipeline, params string[] more) => pipeline.Start(
        TestProgram.AggregationConsumer,
        ["run", "--Consumer:BreakerConsecutive=" + Limit.ToString(CultureInfo.InvariantCulture), .. more]);

    /// <summary>Every dead letter is one of the storm and once there; the other partitions are done.</summary>
    private static async Task AssertLedgersAsync(PipelineUnderTest pipeline, int stormyAt, int deadLetters)
    {
        var ledgers = (await pipeline.AveragesAsync()).GetProperty("ledger").EnumerateArray().ToList();
        foreach (var ledger in ledgers)
        {
            var isStormy = Number(ledger, "partition") == Stormy;
            Assert.Equal(isStormy ? stormyAt : Good, Number(ledger, "nextOffset"));
            Assert.Equal(isStormy ? deadLetters : 0, Number(ledger, "deadLettered"));
            Assert.Equal(isStormy && stormyAt == 0 ? 0 : Good, Number(ledger, "averaged"));
        }

        var letters = await pipeline.DeadLettersAsync();
        Assert.Equal(
            Enumerable.Range(Good, deadLetters), letters.Select(letter => Number(letter, "originalOffset")).Order());
    }

    private static int Number(JsonElement owner, string name) => owner.GetProperty(name).GetInt32();

    private static async Task SendAsync(PipelineUnderTest pipeline)
    {
        await pipeline.DoAsync(TestProgram.Producer, Bound, "setup");
        using var registry = new RegistryAccess(pipeline.Cluster.RegistryUrl);
        var schema = await registry.LatestIdAsync($"{pipeline.Topics.Orders}-value");
        var records = new JsonArray();
        for (var partition = 0; partition < 4; partition++)
        {
            for (var order = 0; order < Good; order++)
                records.Add(Record(RawOrder.Framed("good", partition, schema, "046731" + "0A4974656D31" + "00002841")));
        }

        for (var record = 0; record < Bad; record++)
            records.Add(Record(new RawOrder("bad", Stormy, "no order"u8.ToArray())));
        await pipeline.ReadElsewhereAsync("send.js", ("topic", pipeline.Topics.Orders), ("records", records));
    }

    private static JsonObject Record(RawOrder order) => new()
    {
        ["key"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(order.Key)),
        ["value"] = Convert.ToBase64String(order.Value!),
        ["partition"] = order.Partition,
        ["headers"] = new JsonObject(),
    };
}
