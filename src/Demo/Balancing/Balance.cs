using System.Globalization;

namespace OrderPipeline.Demo.Balancing;

/// <summary>Holds what was sent against what the programs report; a pure function of both.</summary>
internal sealed class Balance
{
    private const string Processing = "PROCESSING";
    private const string Deserialization = "DESERIALIZATION";

    private readonly List<Finding> _findings = [];

    /// <param name="sent">Known from the seed.</param>
    /// <param name="undecodable">How many the demo itself sent besides.</param>
    /// <param name="producer">The producer's last line; null where it did not come.</param>
    /// <param name="averages">From the consumer's committed ledgers and averages.</param>
    /// <param name="deadLetters">From the topic of the dead letters.</param>
    public Balance(
        SentOrders sent, int undecodable, ProducerReport? producer, AveragesReport averages,
        DeadLettersReport deadLetters)
    {
        var all = sent.Count + undecodable;
        Same("the producer delivered what it was to send", sent.Count, producer?.Delivered ?? 0);
        Same("the consumer read what was sent", all, averages.Read);
        Same("what was read is averaged once or is a dead letter", averages.Read,
            averages.Averaged + averages.DeadLettered);
        var kinds = averages.ByKind();
        Same($"each order that had to fail is counted as {Processing}", sent.Failing.Count,
            kinds.GetValueOrDefault(Processing));
        Same($"each undecodable record is counted as {Deserialization}", undecodable,
            kinds.GetValueOrDefault(Deserialization));
        Same("nothing failed for another reason", 0,
            averages.DeadLettered - kinds.GetValueOrDefault(Processing) - kinds.GetValueOrDefault(Deserialization));
        CheckSums(sent, averages);
        CheckLetters(sent, undecodable, deadLetters);
        Books = Line(averages, kinds);
    }

    /// <summary>Everything that was looked at, in order.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Whether all of it is so.</summary>
    public bool Holds => _findings.TrueForAll(finding => finding.Holds);

    /// <summary>The one line of SPEC 6: <c>read 2,012 = averaged … + PROCESSING … + DESERIALIZATION 12; sums
    /// match what was sent</c>.</summary>
    public string Books { get; }

    private bool SumsMatch { get; set; }

    private void CheckSums(SentOrders sent, AveragesReport averages)
    {
        var counted = averages.Products.ToDictionary(entry => entry.Product ?? "", StringComparer.Ordinal);
        var wrong = sent.Averaged.Keys.Union(counted.Keys, StringComparer.Ordinal)
            .Where(product => !Matches(sent.Averaged.GetValueOrDefault(product), counted.GetValueOrDefault(product)))
            .Order(StringComparer.Ordinal).ToList();
        var total = sent.Averaged.Values.Aggregate(default(ExactPrices), (left, right) => left + right);
        if (!Matches(total, averages.Total))
            wrong.Add("the total");
        SumsMatch = wrong.Count == 0;
        _findings.Add(SumsMatch
            ? new(true, $"counts and sums of {sent.Averaged.Count} products match what was sent, to the last bit")
            : new(false, $"counts or sums differ from what was sent: {string.Join(", ", wrong)}"));
    }

    private void CheckLetters(SentOrders sent, int undecodable, DeadLettersReport deadLetters)
    {
        Same($"{deadLetters.Topic} holds as many dead letters", sent.Failing.Count + undecodable, deadLetters.Total);
        var inTopic = deadLetters.Orders.Where(order => order.OrderId is not null)
            .GroupBy(order => order.OrderId!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var missing = sent.Failing.Count(id => !inTopic.ContainsKey(id));
        var surplus = inTopic.Sum(entry => sent.Failing.Contains(entry.Key) ? entry.Value - 1 : entry.Value);
        _findings.Add(missing == 0 && surplus == 0
            ? new(true, "each order that had to fail is exactly one of them")
            : new(false, $"of the orders that had to fail {Number(missing)} are missing there, "
                + $"and {Number(surplus)} are too many"));
    }

    private static bool Matches(ExactPrices sent, AveragesReport.Statistics? counted) =>
        sent.Count == (counted?.Count ?? 0) && sent.SumIs(counted?.Sum ?? "0");

    private void Same(string what, long expected, long found) => _findings.Add(expected == found
        ? new(true, $"{what}: {Number(found)}")
        : new(false, $"{what}: expected {Number(expected)}, found {Number(found)}"));

    private string Line(AveragesReport averages, SortedDictionary<string, long> kinds)
    {
        var parts = new List<string> { $"averaged {Number(averages.Averaged)}" };
        foreach (var kind in new[] { Processing, Deserialization }.Union(kinds.Keys).Where(kinds.ContainsKey))
            parts.Add($"{kind} {Number(kinds[kind])}");
        return $"read {Number(averages.Read)} = {string.Join(" + ", parts)}; "
            + (SumsMatch ? "sums match what was sent" : "sums do not match what was sent");
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
