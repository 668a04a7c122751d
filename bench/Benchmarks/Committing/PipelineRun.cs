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
using OrderPipeline.Messaging.State.Restoring;
using OrderPipeline.Messaging.Transactions;
using OrderPipeline.Messaging.Transactions.Guarding;
using OrderPipeline.Messaging.Transactions.Hanging;

namespace Benchmarks.Committing;

/// <summary>The whole pipeline over the input, into a state topic and a group of its own.</summary>
internal sealed class PipelineRun(PipelineBench bench, OrderInput input)
{
    private readonly BenchClients _clients = bench.Clients;

    /// <summary>Transactions and records of the last run, over all of it.</summary>
    public double RecordsPerCommit { get; private set; }

    /// <summary>Memory of the process at both ends of the last measured stretch, in bytes.</summary>
    public (long Before, long After) WorkingSet { get; private set; }

    public Sample Run(CommitPlan plan) => RunAsync(plan).GetAwaiter().GetResult();

    private async Task<Sample> RunAsync(CommitPlan plan)
    {
        var settings = new Dictionary<string, string> { ["cleanup.policy"] = "compact" };
        var state = await _clients.CreateTopicAsync("averages", OrderInput.Partitions, settings);
        var sample = await RunAsync(plan, state, _clients.NewName("group"));
        await _clients.DeleteTopicAsync(state);
        return sample;
    }

    /// <summary>Runs into a state topic that is there, as a group that may have read before.</summary>
    public async Task<Sample> RunAsync(CommitPlan plan, string state, string group)
    {
        using var work = await bench.CreateWorkAsync();
        work.Observer.IsDisturbed = input.Fault != OrderFault.None;
        if (work.Observer.IsDisturbed) await _clients.CreateTopicAsync(state + ".DLQ");
        var options = new PipelineOptions
        {
            InputTopic = input.Topic,
            StateTopic = state,
            DeadLetterTopic = state + ".DLQ",
            CommitInterval = plan.Interval,
            AheadOfCommit = plan.AheadOfCommit,
        };
        var stretch = new MeasuredStretch(plan);
        using (var worker = Compose(plan, options, work, group))
        {
            worker.Start();
            worker.Run(() => stretch.IsOver(worker.Lanes), CancellationToken.None);
            RecordsPerCommit = (double)worker.Lanes.Sum(lane => lane.CommittedTo) / work.Observer.Commits;
        }

        WorkingSet = stretch.WorkingSet;
        Check(state, work, plan);
        return stretch.Sample;
    }

    private PipelineWorker<AveragedOrder> Compose(
        CommitPlan plan, PipelineOptions options, OrderWork work, string groupName)
    {
        var group = new ConsumerOptions { Group = groupName };
        var member = _clients.Config.GroupConsumer(group, "bench");
        var consumer = new KafkaGroupConsumer(
            member,
            input.Topic,
            new GroupConsumerLog { OnMessage = _clients.Log.OnLog, OnError = _clients.Log.OnError },
            batchSize: plan.BatchSize);
        var ladder = new DeadLetterLadder(work.DeadLetters, options.MaxRecordBytes);
        return new PipelineWorker<AveragedOrder>(options, new PipelineParts<AveragedOrder>
        {
            Consumer = consumer,
            Identity = new KafkaIdentityCheck(_clients.Config.Admin(), member, TimeProvider.System),
            InstanceId = "bench",
            Transactions = new TransactionDriver<AveragedOrder>(
                _ => plan.IsExactlyOnce ? Transactional(consumer, group, options) : Plain(consumer),
                new CommitStep<AveragedOrder>(options, ladder),
                new RefusedRecords(ladder),
                work.Observer,
                TimeProvider.System,
                new CommitThread()),
            Restorer = new PartitionRestorer<AveragedOrder>(
                work.Store,
                () => KafkaStateLog.Open(
                    _clients.Config, input.Topic, options.StateTopic, group.Group, _clients.Log, TimeProvider.System,
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

    private ITransactionalWriter Transactional(
        KafkaGroupConsumer consumer, ConsumerOptions group, PipelineOptions options) =>
        new TransactionalWriters(
        _clients.Config.TransactionalProducer($"{group.Group}.bench"),
        input.Topic,
        () => consumer.GroupMetadata,
        HangingTransactions.Of(
            _clients.Config,
            group,
            () => consumer.Handle,
            input.Topic,
            [options.StateTopic, options.DeadLetterTopic],
            static _ => { },
            TimeProvider.System),
        _clients.Config.TransactionTimeout,
        TimeProvider.System,
        _clients.Log.OnLog,
        _clients.Log.OnError,
        crashes: null).Create(BatchLimit.Usual);

    private PlainWriter Plain(KafkaGroupConsumer consumer)
    {
        var config = _clients.Config.IdempotentProducer();
        return new PlainWriter(config, input.Topic, offsets => GroupClient.Of(consumer).Commit(offsets));
    }

    private void Check(string state, OrderWork work, CommitPlan plan) => StateCheck.Run(
        bench, input, state, work, plan.IsExactlyOnce ? "the exactly-once pipeline" : "the at-least-once pipeline");
}
