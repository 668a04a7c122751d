using OrderPipeline.Messaging.Pipeline.Lanes;

namespace OrderPipeline.Messaging.Pipeline.Supervision;

/// <summary>Runs a pipeline, and builds it anew where something ended it that a new one may mend.</summary>
/// <remarks>The first one must come up: what prevents that is for a person to read at once, unless the cluster is there
/// and merely not ready.</remarks>
internal sealed class PipelineSupervisor<TResult>(
    Func<PipelineWorker<TResult>> build, IPipelineObserver observer, TimeProvider time)
{
    /// <summary>Runs until told to stop or <paramref name="isDone"/>, on the calling thread.</summary>
    public void Run(Func<IReadOnlyList<Lane<TResult>>, bool> isDone, CancellationToken stop)
    {
        var failuresInRow = 0;
        var hasStarted = false;
        while (true)
        {
            Exception? failure;
            using (var worker = build())
            {
                failure = TryRun(worker, isDone, stop, ref failuresInRow, ref hasStarted);
            }

            if (failure is null || stop.IsCancellationRequested) return;
            var delay = RestartPolicy.DelayBefore(failuresInRow);
            var what = hasStarted ? "ended" : "cannot start yet";
            observer.Delayed($"the pipeline {what} and is built anew in {delay.TotalSeconds:0} s: {failure.Message}");
            Wait(delay, stop);
        }
    }

    /// <returns>What ended it, where a new one may mend that.</returns>
    private static Exception? TryRun(
        PipelineWorker<TResult> worker,
        Func<IReadOnlyList<Lane<TResult>>, bool> isDone,
        CancellationToken stop,
        ref int failuresInRow,
        ref bool hasStarted)
    {
        try
        {
            worker.Start();
            hasStarted = true;
            worker.Run(() => isDone(worker.Lanes), stop);
            return null;
        }
        catch (Exception failure) when (
            (hasStarted || RestartPolicy.IsOfStartingCluster(failure))
            && RestartPolicy.MayMend(failure, failuresInRow = worker.Commits > 0 ? 1 : failuresInRow + 1))
        {
            worker.Abandon();
            return failure;
        }
    }

    private void Wait(TimeSpan delay, CancellationToken stop)
    {
        try
        {
            Task.Delay(delay, time, stop).Wait(CancellationToken.None);
        }
        catch (AggregateException) when (stop.IsCancellationRequested)
        {
            // The run ends.
        }
    }
}
