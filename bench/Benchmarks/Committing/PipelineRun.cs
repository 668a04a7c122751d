using Benchmarks.Clusters;
using Benchmarks.Input;
using Benchmarks.Measuring;
using Benchmarks.Processing;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.Messaging.Pipeline.Commits;
using OrderPipeline.Messaging.Pipeline.Retries;
using OrderPipeline.Messaging.Pipeline.Supervision;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;
using OrderPipeline.Messaging.Transactions;
using OrderPipeline.Messaging.Transactions.Guarding;

namespace Benchmarks.Committing;

/// <summary>The whole pipeline over the input, into a state topic and a group of its own.</summary>
internal sealed class PipelineRun(BenchClients clients, OrderInput input, Func<Task<OrderWork>> createWork)
{
    /// <summary>Transactions and records of the last run, over all of it.</summary>
    public double RecordsPerCommit { get; private set; }

    /// <summary>Memory of the process at both ends of the last measured stretch, in bytes.</summary>
    public (long Before, long After) WorkingSet { get; private set; }

    public Sample Run(CommitPlan plan) => RunAsync(plan).GetAwaiter().GetResult();

    private async Task<Sample> RunAsync(CommitPlan plan)
    {
        var settings = new Dictionary<string, string> { ["cleanup.policy"] = "compact" };
        var state = await clients.CreateTopicAsync("averages", OrderInput.Partitions, settings);
        using var work = await createWork();
        var options = new PipelineOptions
        {
            InputTopic = input.Topic,
            StateTopic = state,
            DeadLetterTopic = state + ".DLQ",
            CommitInterval = plan.Interval,
        };
        var stretch = new MeasuredStretch(plan);
        using (var worker = Compose(plan, options, work))
        {
            worker.Start();
            worker.Run(() => stretch.IsOver(worker.Lanes), CancellationToken.None);
            RecordsPerCommit = (double)worker.Lanes.Sum(lane => lane.CommittedTo) / work.Observer.Commits;
        }

        WorkingSet = stretch.WorkingSet;
        Check(state, work, plan);
        await clients.DeleteTopicAsync(state);
        return stretch.Sample;
    }

    private PipelineWorker<AveragedOrder> Compose(CommitPlan plan, PipelineOptions options, OrderWork work)
    {
        var group = new ConsumerOptions { Group = clients.NewName("group") };
        var member = clients.Config.GroupConsumer(group, "bench");
        var consumer = new KafkaGroupConsumer(
            member,
            input.Topic,
            new GroupConsumerLog { OnMessage = clients.Log.OnLog, OnError = clients.Log.OnError },
            batchSize: plan.BatchSize);
        var ladder = new DeadLetterLadder(work.DeadLetters, options.MaxRecordBytes);
        return new PipelineWorker<AveragedOrder>(options, new PipelineParts<AveragedOrder>
        {
            Consumer = consumer,
            Identity = new KafkaIdentityCheck(clients.Config.Admin(), member, TimeProvider.System),
            InstanceId = "bench",
            Transactions = new TransactionDriver<AveragedOrder>(
                _ => plan.IsExactlyOnce ? Transactional(consumer, group) : Plain(consumer),
                new CommitStep<AveragedOrder>(options, ladder),
                new RefusedRecords(ladder),
                work.Observer,
                TimeProvider.System),
            Restorer = new PartitionRestorer<AveragedOrder>(
                work.Store,
                () => new KafkaStateLog(
                    new CommittedLogReader(clients.Config, clients.Log, TimeProvider.System),
                    new InputLog(clients.Config, input.Topic, clients.Log),
                    options.StateTopic,
                    group.Group,
                    work.Observer.Delayed),
                input.Topic,
                work.Observer.Delayed),
            Side = new SideRetry<AveragedOrder>(
                work.Handler, options, work.Observer, TimeProvider.System, new Random(1)),
            Handler = work.Handler,
            Store = work.Store,
            Denials = new Denials(TimeProvider.System),
            Watch = new LoopWatch(TimeProvider.System, StuckProcess.End),
            Observer = work.Observer,
            Time = TimeProvider.System,
        });
    }

    private ITransactionalWriter Transactional(KafkaGroupConsumer consumer, ConsumerOptions group) =>
        new TransactionalWriters(
        clients.Config.TransactionalProducer($"{group.Group}.bench"),
        input.Topic,
        () => consumer.GroupMetadata,
        clients.Config.TransactionTimeout,
        TimeProvider.System,
        clients.Log.OnLog,
        clients.Log.OnError,
        crashes: null).Create(isOneByOne: false);

    private PlainWriter Plain(KafkaGroupConsumer consumer)
    {
        var config = clients.Config.IdempotentProducer();
        config.LingerMs = 0;
        return new PlainWriter(config, input.Topic, offsets => GroupClient.Of(consumer).Commit(offsets));
    }

    /// <summary>What is in the state topic has to be the generator's numbers up to the ledgers' positions.</summary>
    private void Check(string state, OrderWork work, CommitPlan plan)
    {
        using var averages = new AveragesReader(
            () => new CommittedLogReader(clients.Config, clients.Log, TimeProvider.System), state, work.Decoder);
        var report = averages.Read(CancellationToken.None);
        var offsets = new long[OrderInput.Partitions];
        foreach (var (partition, (_, nextOffset)) in report.Ledgers) offsets[partition] = nextOffset;
        ExpectedAverages.Before(input, offsets)
            .Check(report, plan.IsExactlyOnce ? "the exactly-once pipeline" : "the at-least-once pipeline");
    }
}
