using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using OrderPipeline.SchemaRegistry.Framing;

namespace Benchmarks.Averaging;

/// <summary>The baselines' averages, by product.</summary>
internal sealed class RunningAverages
{
    private readonly Dictionary<string, RunningAverage> _averages = [];

    public IReadOnlyDictionary<string, RunningAverage> All => _averages;

    /// <summary>Decodes an order and counts it.</summary>
    public (string Product, RunningAverage Average) Add(byte[] value)
    {
        var reader = new AvroReader(value.AsSpan(ConfluentWireFormat.HeaderSize));
        var order = Order.Read(ref reader);
        if (!_averages.TryGetValue(order.Product, out var average))
        {
            average = new RunningAverage();
            _averages.Add(order.Product, average);
        }

        average.Add(order.Price);
        return (order.Product, average);
    }
}
