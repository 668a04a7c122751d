using System.Text.Json.Serialization;

namespace OrderPipeline.Demo.Balancing;

/// <summary>What <c>AggregationConsumer averages --json</c> prints (SPEC 4).</summary>
internal sealed record AveragesReport(
    AveragesReport.Statistics Total, IReadOnlyList<AveragesReport.Statistics> Products,
    IReadOnlyList<AveragesReport.PartitionLedger> Ledger)
{
    [JsonIgnore]
    public long Read => Ledger.Sum(partition => partition.Read);

    [JsonIgnore]
    public long Averaged => Ledger.Sum(partition => partition.Averaged);

    [JsonIgnore]
    public long DeadLettered => Ledger.Sum(partition => partition.DeadLettered);

    /// <summary>Dead letters by kind over all partitions, those that are zero left out.</summary>
    public SortedDictionary<string, long> ByKind()
    {
        var kinds = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (kind, count) in Ledger.SelectMany(partition => partition.DeadLetteredByKind))
        {
            if (count != 0)
                kinds[kind] = kinds.GetValueOrDefault(kind) + count;
        }

        return kinds;
    }

    /// <param name="Product">Absent in the total.</param>
    /// <param name="Count">Orders.</param>
    /// <param name="Sum">The exact decimal.</param>
    /// <param name="Average">Null where there is no order.</param>
    /// <param name="Min">Lowest price.</param>
    /// <param name="Max">Highest price.</param>
    internal sealed record Statistics(
        string? Product, long Count, string Sum, double? Average, double? Min, double? Max);

    internal sealed record PartitionLedger(
        int Partition, long NextOffset, long Read, long Averaged, long DeadLettered,
        IReadOnlyDictionary<string, long> DeadLetteredByKind);
}
