using Benchmarks.Measuring;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Pipeline.Lanes;

namespace Benchmarks.Committing;

/// <summary>Measures a running pipeline between two counts of committed records.</summary>
/// <remarks>Asked by the pipeline's thread; joining the group and restoring are not measured.</remarks>
internal sealed class MeasuredStretch(CommitPlan plan)
{
    private Meter? _meter;
    private long _committedBefore;

    /// <summary>What the stretch cost, once it is over.</summary>
    public Sample Sample { get; private set; }

    /// <summary>Memory of the process at both ends, in bytes.</summary>
    public (long Before, long After) WorkingSet { get; private set; }

    public bool IsOver(IReadOnlyList<Lane<AveragedOrder>> lanes)
    {
        var (committed, running) = (0L, 0);
        for (var index = 0; index < lanes.Count; index++)
        {
            committed += lanes[index].CommittedTo;
            if (lanes[index].Status == LaneStatus.Running) running++;
        }

        if (_meter is null)
        {
            if (running < Input.OrderInput.Partitions || committed < plan.From) return false;
            (_meter, _committedBefore) = (Meter.StartRunning(), committed);
            WorkingSet = (Environment.WorkingSet, 0);
        }

        if (committed < plan.To) return false;
        Sample = _meter.Stop(committed - _committedBefore);
        WorkingSet = WorkingSet with { After = Environment.WorkingSet };
        return true;
    }
}
