using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>What became of the orders that were read: read = averaged + dead letters, always.</summary>
internal record struct Books
{
    public long Averaged { get; set; }

    public long Deserialization { get; set; }

    public long Validation { get; set; }

    public long Processing { get; set; }

    public long Unexpected { get; set; }

    /// <summary>The exact sum of all averaged prices in units of 2⁻⁴⁰.</summary>
    public Int128 Sum { get; set; }

    public readonly long DeadLettered => Deserialization + Validation + Processing + Unexpected;

    public readonly long Read => Averaged + DeadLettered;

    /// <summary>Counts one averaged order.</summary>
    public void Add(float price)
    {
        Averaged++;
        Sum = checked(Sum + FixedPoint.FromPrice(price));
    }

    /// <summary>Counts one dead letter.</summary>
    public void Add(FailureKind kind)
    {
        switch (kind)
        {
            case FailureKind.Deserialization: Deserialization++; break;
            case FailureKind.Validation: Validation++; break;
            case FailureKind.Processing: Processing++; break;
            default: Unexpected++; break;
        }
    }

    /// <summary>Adds the books of another partition.</summary>
    public void Merge(in Books other)
    {
        Averaged += other.Averaged;
        Deserialization += other.Deserialization;
        Validation += other.Validation;
        Processing += other.Processing;
        Unexpected += other.Unexpected;
        Sum = checked(Sum + other.Sum);
    }
}
