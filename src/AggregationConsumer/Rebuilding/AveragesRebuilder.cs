using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Rebuilding;

namespace OrderPipeline.AggregationConsumer.Rebuilding;

/// <summary>Gives each partition an epoch above all that was ever written for it.</summary>
/// <remarks>Where its state does not tell, its dead letters do: of an order's dead letters the highest epoch counts, so
/// those of the count to come must not be below the old ones.</remarks>
internal sealed class AveragesRebuilder(StateDecoder decoder, StateEncoder encoder, IDeadLetterEpochs deadLetters)
    : IStateRebuilder
{
    private readonly List<FormerAverages> _former = [];

    public IFormerState Start(int partition)
    {
        var former = new FormerAverages(partition, decoder, encoder);
        _former.Add(former);
        return former;
    }

    public void Complete(CancellationToken cancellation)
    {
        if (_former.TrueForAll(static former => former.IsCertain)) return;
        var highest = deadLetters.Highest(cancellation);
        foreach (var former in _former)
        {
            if (!former.IsCertain && highest.TryGetValue(former.Partition, out var epoch)) former.Saw(epoch);
        }
    }
}
