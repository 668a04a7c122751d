using OrderPipeline.Contracts;
using OrderPipeline.SchemaRegistry.Serdes;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>Writes averages and ledgers as records of the state topic.</summary>
/// <param name="averages">Knows the id of <see cref="ProductAverage"/>'s schema, by the first record.</param>
/// <param name="ledgers">Knows the id of <see cref="Ledger"/>'s schema, by the first record.</param>
/// <param name="instance">The instance that writes.</param>
/// <param name="time">Stamps the ledger.</param>
internal sealed class StateEncoder(
    Func<RegisteredWriter<ProductAverage>> averages,
    Func<RegisteredWriter<Ledger>> ledgers,
    string instance,
    TimeProvider time)
{
    /// <summary>One product of one partition.</summary>
    public byte[] Encode(Product product, in PriceStatistics statistics, long nextOffset, int epoch) =>
        averages().ToArray(new ProductAverage
        {
            Product = product.Name,
            Count = statistics.Count,
            Sum = ToExactSum(statistics.Sum),
            Average = statistics.Average,
            Min = statistics.Min,
            Max = statistics.Max,
            NextOffset = nextOffset,
            Epoch = epoch,
        });

    /// <summary>The books of one partition.</summary>
    public byte[] Encode(in PartitionBooks books, long nextOffset) => ledgers().ToArray(new Ledger
    {
        Partition = books.Partition,
        TopicId = books.TopicId,
        Epoch = books.Epoch,
        FirstOffset = books.FirstOffset,
        NextOffset = nextOffset,
        ReadValue = books.Counts.Read,
        Averaged = books.Counts.Averaged,
        Deserialization = books.Counts.Deserialization,
        Validation = books.Counts.Validation,
        Processing = books.Counts.Processing,
        Unexpected = books.Counts.Unexpected,
        Sum = ToExactSum(books.Counts.Sum),
        Breaker = LedgerBreaker.ToLedger(books.Breaker),
        Instance = instance,
        CommittedAt = time.GetUtcNow(),
    });

    private static ExactSum ToExactSum(Int128 sum)
    {
        Span<byte> bytes = stackalloc byte[FixedPoint.Size];
        FixedPoint.Write(sum, bytes);
        return ExactSum.From(bytes);
    }
}
