using System.Text.Json;
using Chaos.Tests.Running;
using Confluent.Kafka;
using TestKit;
using Xunit.Sdk;

namespace Chaos.Tests.Books;

/// <summary>
/// Judges a run by what another implementation finds in its topics: every order is counted once or is one dead letter,
/// figures agree to the last bit, histories only grow, and no transaction is open.
/// </summary>
/// <param name="pipeline">The topics.</param>
/// <param name="isStateCopied">Leaves the history out: somebody has written states a second time.</param>
internal sealed class Oracle(Pipeline pipeline, bool isStateCopied = false)
{
    private static readonly string[] Figures = ["count", "sum", "average", "min", "max"];
    private static readonly string[] DeadLetterFaults = ["duplicates", "unexpected", "differentBytes", "missing"];

    /// <summary>A transaction's time-out, and the time that the broker takes to look.</summary>
    private static readonly TimeSpan TransactionsBound = TimeSpan.FromSeconds(30);

    /// <summary>Waits until nothing is open, and compares everything.</summary>
    /// <param name="sent">How many orders were sent, by the producer's report; all are in their topic.</param>
    /// <param name="within">For the other implementation to read all topics.</param>
    public async Task JudgeAsync(int sent, TimeSpan within)
    {
        await AssertNothingIsOpenAsync();
        var counted = await pipeline.CountElsewhereAsync(within, hasHistory: !isStateCopied);
        var averages = await pipeline.AveragesAsync();
        var faults = new List<string>();
        Compare(faults, counted, averages);
        if (!isStateCopied) CompareHistory(faults, counted);
        var ids = counted.GetProperty("ids");
        if (ids.GetProperty("distinct").GetInt32() != sent)
            faults.Add($"{sent} orders were sent, and the topic holds {ids}");
        if (faults.Count == 0) return;
        throw new XunitException(
            $"{string.Join('\n', faults)}\nanother implementation: {Short(counted)}\nours: {Short(averages)}");
    }

    private static void Compare(List<string> faults, JsonElement counted, JsonElement averages)
    {
        CompareFigures(faults, "total", counted.GetProperty("total"), averages.GetProperty("total"));
        var expected = counted.GetProperty("products").EnumerateArray().ToDictionary(Product);
        var actual = averages.GetProperty("products").EnumerateArray().ToDictionary(Product);
        foreach (var product in expected.Keys.Union(actual.Keys))
        {
            if (!expected.TryGetValue(product, out var right) || !actual.TryGetValue(product, out var ours))
                faults.Add($"{product} is not in both of: the orders, the averages");
            else CompareFigures(faults, product, right, ours);
        }

        CompareLedgers(faults, counted, averages);
        CompareLetters(faults, counted.GetProperty("deadLetters"), averages);
    }

    private static void CompareHistory(List<string> faults, JsonElement counted)
    {
        var expected = counted.GetProperty("products").EnumerateArray().ToDictionary(Product);
        var states = counted.GetProperty("history").GetProperty("totals").GetProperty("products").EnumerateArray()
            .ToDictionary(Product);
        foreach (var product in expected.Keys.Union(states.Keys))
        {
            if (!expected.TryGetValue(product, out var right) || !states.TryGetValue(product, out var state))
            {
                faults.Add($"{product} is not in both of: the orders, the state topic");
                continue;
            }

            foreach (var figure in new[] { "count", "sum" })
                CompareFigure(faults, $"state of {product}", figure, right, state);
        }

        foreach (var broken in counted.GetProperty("history").GetProperty("breaks").EnumerateArray())
            faults.Add($"history: {broken.GetString()}");
    }

    private static void CompareLedgers(List<string> faults, JsonElement counted, JsonElement averages)
    {
        var ledgers = averages.GetProperty("ledger").EnumerateArray()
            .ToDictionary(line => line.GetProperty("partition").GetRawText());
        foreach (var partition in counted.GetProperty("partitions").EnumerateObject())
        {
            if (!ledgers.TryGetValue(partition.Name, out var ledger))
            {
                faults.Add($"partition {partition.Name} has no ledger");
                continue;
            }

            foreach (var figure in new[] { "read", "averaged", "deadLettered", "nextOffset" })
                CompareFigure(faults, $"partition {partition.Name}", figure, partition.Value, ledger);
        }
    }

    private static void CompareLetters(List<string> faults, JsonElement letters, JsonElement averages)
    {
        foreach (var fault in DeadLetterFaults.Where(fault => letters.GetProperty(fault).GetInt32() != 0))
            faults.Add($"dead letters: {letters.GetProperty(fault)} {fault}: {letters.GetProperty("examples")}");
        var booked = averages.GetProperty("ledger").EnumerateArray()
            .Sum(line => line.GetProperty("deadLettered").GetInt64());
        if (booked != letters.GetProperty("count").GetInt64())
            faults.Add($"the ledgers say {booked} dead letters, the topic holds {letters.GetProperty("count")}");
    }

    private static void CompareFigures(List<string> faults, string what, JsonElement right, JsonElement ours)
    {
        foreach (var figure in Figures) CompareFigure(faults, what, figure, right, ours);
        if (Bits(right) != Bits(ours)) faults.Add($"{what}: the averages differ in their bits");
    }

    private static void CompareFigure(
        List<string> faults, string what, string figure, JsonElement right, JsonElement ours)
    {
        var (expected, actual) = (right.GetProperty(figure).GetRawText(), ours.GetProperty(figure).GetRawText());
        if (expected != actual) faults.Add($"{what}: {figure} is {actual}, and must be {expected}");
    }

    private static long Bits(JsonElement figures)
    {
        var average = figures.GetProperty("average");
        return average.ValueKind == JsonValueKind.Number ? BitConverter.DoubleToInt64Bits(average.GetDouble()) : 0;
    }

    private static string Product(JsonElement line) => line.GetProperty("product").GetString()!;

    private static string Short(JsonElement element) =>
        element.GetRawText() is { Length: > 4_000 } text ? text[..4_000] + " …" : element.GetRawText();

    private async Task AssertNothingIsOpenAsync()
    {
        using var ends = new TopicEnds(pipeline.Cluster.BootstrapServers);
        foreach (var topic in new[] { pipeline.Topics.Averages, pipeline.Topics.DeadLetters })
        {
            await Eventually.True(
                async () =>
                {
                    try
                    {
                        var all = await ends.OfAsync(topic, IsolationLevel.ReadUncommitted);
                        var stable = await ends.OfAsync(topic, IsolationLevel.ReadCommitted);
                        return all.All(end => stable[end.Key] == end.Value);
                    }
                    catch (KafkaException)
                    {
                        // A leader has just moved.
                        return false;
                    }
                },
                TransactionsBound,
                $"a transaction is open in {topic}");
        }
    }
}
