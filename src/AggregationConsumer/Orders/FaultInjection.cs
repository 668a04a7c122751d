using System.Text;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Contracts.Settings;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Failures made on purpose, for demonstrations and tests (SPEC 4); thread-safe.</summary>
internal sealed class FaultInjection
{
    private readonly byte[]? _failProduct;
    private readonly ulong _threshold;
    private readonly ulong _seed;
    private readonly Failure _always;
    private readonly Failure _transient;

    public FaultInjection(FaultsOptions options)
    {
        _failProduct = string.IsNullOrEmpty(options.FailProduct) ? null : Encoding.UTF8.GetBytes(options.FailProduct);
        _threshold = options.TransientRate >= 1 ? ulong.MaxValue : (ulong)(options.TransientRate * ulong.MaxValue);
        _seed = (ulong)options.Seed;
        _always = new Failure(
            FailureKind.Processing,
            $"processing {options.FailProduct} fails on purpose (Faults:FailProduct)", MayPass: true);
        _transient = new Failure(
            FailureKind.Processing, "processing fails at first on purpose (Faults:TransientRate)", MayPass: true);
    }

    /// <summary>The failure of this attempt, or null.</summary>
    public Failure? Of(in RecordView record, Product product, int attempt)
    {
        if (_failProduct is not null && product.Utf8.AsSpan().SequenceEqual(_failProduct)) return _always;
        if (_threshold == 0) return null;
        var draw = Mix(_seed ^ Mix(((ulong)record.Partition << 48) ^ (ulong)record.Offset));
        var failures = 1 + (int)(draw & 1);
        return draw < _threshold && attempt <= failures ? _transient : null;
    }

    /// <summary>SplitMix64's finalizer: every bit of the input moves every bit of the output.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
