using Benchmarks.Clusters;
using Benchmarks.Input;
using Benchmarks.Processing;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.Messaging.Settings;

namespace Benchmarks.Running;

/// <summary>The pipeline as the program runs it, with its default settings, on a thread of its own.</summary>
internal sealed class RunningPipeline : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly long[] _reached = new long[OrderInput.Partitions];
    private readonly Thread _thread;
    private readonly RunPlan _plan;
    private Exception? _failure;
    private int _owned;

    public RunningPipeline(BenchClients clients, OrderWork work, RunPlan plan)
    {
        _plan = plan;
        var options = new PipelineOptions
        {
            InputTopic = plan.Input,
            StateTopic = plan.State,
            DeadLetterTopic = plan.State + ".DLQ",
            MaxInFlight = plan.MaxInFlight,
        };
        var pipeline = new KafkaPipeline<AveragedOrder>(
            options,
            clients.Config,
            new ConsumerOptions { Group = plan.Group },
            plan.Instance,
            new PipelineWork<AveragedOrder>
            {
                Handler = plan.LaterHandler is null ? work.Handler : new DeferringHandler<AveragedOrder>(),
                LaterHandler = plan.LaterHandler,
                Store = work.Store,
                DeadLetters = work.DeadLetters,
                Observer = work.Observer,
                Jitter = new Random(1),
            },
            clients.Log,
            TimeProvider.System);
        _thread = new Thread(() => Run(pipeline)) { IsBackground = true, Name = "pipeline " + plan.Instance };
        _thread.Start();
    }

    /// <summary>Partitions that it owns now.</summary>
    public int Owned => Volatile.Read(ref _owned);

    /// <summary>The furthest commit of each partition that it ever owned, added up.</summary>
    public long Reached
    {
        get
        {
            var sum = 0L;
            for (var partition = 0; partition < _reached.Length; partition++) sum += ReachedIn(partition);
            return sum;
        }
    }

    public long ReachedIn(int partition) => Volatile.Read(ref _reached[partition]);

    /// <summary>Waits until something holds, looking every millisecond.</summary>
    /// <exception cref="ProgramException">It does not within a minute and a half, or the pipeline ended.</exception>
    public void WaitUntil(Func<bool> condition, string what)
    {
        var from = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (_failure is { } failure) throw Void($"ended: {failure.Message}");
            if (TimeProvider.System.GetElapsedTime(from) > Bound) throw Void($"never came there: {what}");
            Task.Delay(Look).Wait();
        }
    }

    /// <summary>Stops cleanly and waits for the end.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join(Bound);
        _stop.Dispose();
    }

    private void Run(KafkaPipeline<AveragedOrder> pipeline)
    {
        try
        {
            pipeline.Run(Note, _stop.Token);
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }

    private bool Note(IReadOnlyList<LaneProgress> progress)
    {
        for (var index = 0; index < progress.Count; index++)
        {
            var lane = progress[index];
            if (lane.CommittedTo > _reached[lane.Partition])
                Volatile.Write(ref _reached[lane.Partition], lane.CommittedTo);
        }

        Volatile.Write(ref _owned, progress.Count);
        _plan.OnTurn?.Invoke(progress);
        return false;
    }

    private ProgramException Void(string what) =>
        new(ExitCode.Failed, $"the run is void: the pipeline {_plan.Instance} {what}");
}
