using System.Globalization;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>Where a record of the state stands, for sentences about it.</summary>
internal readonly record struct StatePlace(string Topic, int Partition, long Offset)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Topic}[{Partition}]@{Offset}");
}
