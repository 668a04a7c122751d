using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Identity;

namespace OrderPipeline.Messaging.Pipeline;

/// <summary>Notices partitions that a group at rest has given to nobody, and has them handed out.</summary>
/// <remarks>
/// A static member that comes back takes its place without a rebalance. If it died after it was told to give a
/// partition back and before it had done so, it comes back to the rest and joins no second time, which the cooperative
/// protocol hands that partition out by: nobody has it until something else rebalances the group. The pipeline's thread
/// owns this; the questions run beside it.
/// </remarks>
/// <param name="ownership">Asks the group; null where the group's protocol leaves no such gap.</param>
internal sealed class UnownedPartitions(
    IGroupConsumer consumer, IGroupOwnership? ownership, string topic, IPipelineObserver observer, TimeProvider time)
    : IDisposable
{
    private const int LooksAfterStart = 5;
    private const int LooksForOneself = 2;
    private const int LooksForEachBetterOne = 3;
    private const int MostDoublings = 6;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    private Task<GroupOwnership?>? _asking;
    private long _asked = time.GetTimestamp();
    private int _looks;
    private int _seen;
    private int _attempts;

    /// <summary>Asks where that is due, and does what an answer asks for; called every turn.</summary>
    /// <param name="hasPartitions">Some partition is assigned to this instance.</param>
    public void Look(bool hasPartitions)
    {
        if (ownership is null) return;
        if (_asking is { } asking)
        {
            if (!asking.IsCompleted) return;
            _asking = null;
            if (asking is { IsCompletedSuccessfully: true, Result: { } answer }) Take(answer);
            return;
        }

        var isSoon = !hasPartitions || _seen > 0 || _looks < LooksAfterStart;
        if (time.GetElapsedTime(_asked) < (isSoon ? Soon : Usual)) return;
        _asked = time.GetTimestamp();
        _looks++;
        _asking = ownership.ReadAsync();
    }

    public void Dispose()
    {
        // A question that runs needs its client to its end.
        if (_asking is null) ownership?.Dispose();
        else _ = _asking.ContinueWith(_ => ownership?.Dispose(), TaskScheduler.Default);
    }

    private void Take(GroupOwnership answer)
    {
        if (answer.Unowned.Count == 0)
        {
            (_seen, _attempts) = (0, 0);
            return;
        }

        // Between the two rebalances of one hand-over it looks the same for a moment. And one member suffices: the one
        // that has the least to lose is first, the others follow if it does nothing.
        var patience = (LooksForOneself + LooksForEachBetterOne * answer.Rank) << Math.Min(_attempts, MostDoublings);
        if (++_seen < patience) return;
        (_seen, _attempts) = (0, _attempts + 1);
        observer.Delayed(
            $"{topic}[{string.Join(", ", answer.Unowned)}] has no owner though the group is at rest: " +
            "joining it anew, so that all partitions are handed out");
        consumer.JoinAnew();
    }
}
