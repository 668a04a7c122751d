using System.Diagnostics;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.Messaging.Pipeline.Commits;
using OrderPipeline.Messaging.Pipeline.Duplicates;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Pipeline.Retries;
using OrderPipeline.Messaging.Pipeline.Supervision;
using OrderPipeline.Messaging.State.Restoring;
using OrderPipeline.Messaging.Transactions;
using OrderPipeline.Messaging.Transactions.Guarding;
using TestKit.Time;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>A pipeline over fakes, moved turn by turn on the test's thread; only restores run beside it.</summary>
internal sealed class APipeline : IDisposable
{
    private const int MaxRecordBytes = 10_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly PipelineOptions _options;
    private readonly SynchronizationContext? _context = SynchronizationContext.Current;

    /// <summary>Tests hold their threads while they turn; a cancelled retry must find one more in the pool.</summary>
    static APipeline() => ThreadPool.SetMinThreads(32, 32);

    public APipeline(
        Func<PipelineOptions, PipelineOptions>? configure = null, FakeCluster? cluster = null, int seed = 1,
        bool starts = true, bool defers = false,
        int duplicateWindow = 0, ICommitCalls? calls = null)
    {
        Later = defers ? new FakeLaterHandler() : null;
        // Retries then run where the clock is moved, so that a test knows when they are over.
        SynchronizationContext.SetSynchronizationContext(null);
        var defaults = new PipelineOptions
        {
            InputTopic = FakeCluster.Topic,
            StateTopic = "orders.averages",
            DeadLetterTopic = "orders.DLQ",
            RetryBackoffBase = TimeSpan.FromSeconds(10),
            RetryBackoffMax = TimeSpan.FromSeconds(60),
        };
        _options = configure?.Invoke(defaults) ?? defaults;
        Cluster = cluster ?? new FakeCluster();
        Consumer = new FakeGroupConsumer(Cluster);
        var ladder = new DeadLetterLadder(Encoder, MaxRecordBytes);
        Denials = new Denials(Time);
        Side = new SideRetry<long>(Handler, _options, Observer, Time, new Random(seed), Later);
        Transactions = new TransactionDriver<long>(
            batches =>
            {
                Cluster.Batches = batches;
                return new OrderedWriter(new FakeTransactionalWriter(Cluster));
            },
            new CommitStep<long>(_options, ladder),
            new RefusedRecords(ladder),
            Observer,
            Time,
            calls ?? new HeldCommitCalls(static () => true));
        Worker = new PipelineWorker<long>(_options, new PipelineParts<long>
        {
            Consumer = Consumer,
            Identity = Identity,
            Ownership = Ownership,
            InstanceId = "host-1",
            Transactions = Transactions,
            Restorer = new PartitionRestorer<long>(
                Store, () => new FakeStateLog(Cluster), FakeCluster.Topic, Observer.Delayed),
            Side = Side,
            Handler = Handler,
            Duplicates = duplicateWindow == 0
                ? null
                : new DuplicatePolicy(duplicateWindow, Identities, FakeIdentity.Duplicate),
            Store = Store,
            BeforeJoining = () => BeforeJoining?.Invoke(),
            Denials = Denials,
            Watch = new LoopWatch(Time, reason => Stuck = reason),
            Observer = Observer,
            Time = Time,
        });
        if (starts) Worker.Start();
    }

    /// <summary>Called between the producer's start and the group.</summary>
    public Action? BeforeJoining { get; set; }

    public FakeCluster Cluster { get; }

    public FakeGroupConsumer Consumer { get; }

    public FakeGroupOwnership Ownership { get; } = new();

    public FakeIdentityCheck Identity { get; } = new();

    public FakeHandler Handler { get; } = new();

    /// <summary>Gets what <see cref="Handler"/> leaves to it; null where the program has none.</summary>
    public FakeLaterHandler? Later { get; }

    public FakeIdentity Identities { get; } = new();

    public FakePartitionStateStore Store { get; } = new();

    public FakeObserver Observer { get; } = new();

    public FakeDeadLetterEncoder Encoder { get; } = new();

    public ManualTimeProvider Time { get; } = new();

    public Denials Denials { get; }

    /// <summary>What the watch ended the process for, or null.</summary>
    public string? Stuck { get; private set; }

    public SideRetry<long> Side { get; }

    public TransactionDriver<long> Transactions { get; }

    public PipelineWorker<long> Worker { get; }

    public Lane<long> Lane(int partition) => Worker.Lanes.Single(lane => lane.Partition == partition);

    /// <summary>Assigns partitions and waits until they are restored.</summary>
    public void Own(params int[] partitions)
    {
        Consumer.Assign(partitions);
        Worker.Turn();
        TurnUntil(() => partitions.All(partition => Lane(partition).Status != LaneStatus.Restoring));
    }

    public void Turn(int times = 1)
    {
        for (var turn = 0; turn < times; turn++) Worker.Turn();
    }

    public void TurnUntil(Func<bool> condition)
    {
        var from = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(from) < Bound, "the pipeline did not come there");
            Worker.Turn();
        }
    }

    /// <summary>Reads what there is, and lets the commit interval pass.</summary>
    public void ReadAndCommit()
    {
        Worker.Turn();
        Advance(_options.CommitInterval);
        Worker.Turn();
    }

    public void Advance(TimeSpan by) => Time.Advance(by);

    /// <summary>Long enough for every retry and every pause of the pipeline.</summary>
    public void AdvanceLong() => Time.Advance(TimeSpan.FromMinutes(10));

    public void Dispose()
    {
        Worker.Dispose();
        SynchronizationContext.SetSynchronizationContext(_context);
    }

    public static TransactionException Failure(TransactionFailure failure) => new(failure, $"{failure} on purpose");
}
