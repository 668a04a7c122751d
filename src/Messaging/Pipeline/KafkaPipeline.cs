using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Identity;
using OrderPipeline.Messaging.Pipeline.Commits;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Pipeline.Retries;
using OrderPipeline.Messaging.Pipeline.Supervision;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.State.Restoring;
using OrderPipeline.Messaging.Transactions.Guarding;
using OrderPipeline.Messaging.Transactions.Hanging;

namespace OrderPipeline.Messaging.Pipeline;

/// <summary>An exactly-once pipeline on a real cluster: one topic in, state and dead letters out.</summary>
/// <typeparam name="TResult">What the handler makes of a good record.</typeparam>
public sealed class KafkaPipeline<TResult>
{
    private readonly PipelineOptions _options;
    private readonly KafkaClientConfig _clients;
    private readonly ConsumerOptions _group;
    private readonly string _identity;
    private readonly PipelineWork<TResult> _work;
    private readonly KafkaLog _log;
    private readonly TimeProvider _time;
    private readonly CrashPlan? _crashes = CrashPlan.From(Environment.GetEnvironmentVariable);

    /// <summary>Puts the pipeline together; nothing is asked of the cluster yet.</summary>
    /// <param name="options">What is read and written.</param>
    /// <param name="clients">Makes the clients' configurations.</param>
    /// <param name="group">The group's options.</param>
    /// <param name="identity">The instance's name, the same after a restart.</param>
    /// <param name="work">What the program brings.</param>
    /// <param name="log">Hears what the clients report.</param>
    /// <param name="time">The clock of everything.</param>
    /// <exception cref="SettingsException">The environment asks for a crash at a point that there is not.</exception>
    public KafkaPipeline(
        PipelineOptions options,
        KafkaClientConfig clients,
        ConsumerOptions group,
        string identity,
        PipelineWork<TResult> work,
        KafkaLog log,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(clients);
        (_options, _clients, _group, _identity) = (options, clients, group, identity);
        (_work, _log, _time) = (work, log, time);
        _options = options with { TurnBoundSeconds = TurnBoundOf(clients.TransactionTimeout) };
    }

    /// <summary>
    /// Runs on the calling thread until told to stop or done; then commits what is applied and leaves.
    /// </summary>
    /// <remarks>What a new set of clients may mend does not end it: it goes on with one, after a pause.</remarks>
    /// <param name="isDone">Asked every few milliseconds with the progress of the owned partitions; it must
    /// not wait.</param>
    /// <param name="stop">Ends the run cleanly.</param>
    /// <exception cref="GroupException">Another process runs under the same id.</exception>
    /// <exception cref="ProgramException">The cluster denies a right or refuses the credentials.</exception>
    public void Run(Func<IReadOnlyList<LaneProgress>, bool> isDone, CancellationToken stop)
    {
        var progress = new List<LaneProgress>();
        new PipelineSupervisor<TResult>(Build, _work.Observer, _time).Run(IsDone, stop);

        bool IsDone(IReadOnlyList<Lane<TResult>> lanes)
        {
            progress.Clear();
            foreach (var lane in lanes)
            {
                progress.Add(new LaneProgress(lane.Partition, lane.CommittedTo, lane.StoppedBecause));
            }

            return isDone(progress);
        }
    }

    private PipelineWorker<TResult> Build()
    {
        var denials = new Denials(_time);
        var member = _clients.GroupConsumer(_group, _identity);
        var consumer = new KafkaGroupConsumer(
            member, _options.InputTopic, new GroupConsumerLog { OnMessage = _log.OnLog, OnError = OnError });
        var producer = _clients.TransactionalProducer($"{_group.Group}.{_identity}");
        var ladder = new DeadLetterLadder(_work.DeadLetters, producer.MessageMaxBytes ?? _options.MaxRecordBytes);
        var writers = new TransactionalWriters(
            producer,
            _options.InputTopic,
            () => consumer.GroupMetadata,
            HangingTransactions.Of(
                _clients,
                _group,
                () => consumer.Handle,
                _options.InputTopic,
                [_options.StateTopic, _options.DeadLetterTopic],
                _work.Observer.Delayed,
                _time),
            _clients.TransactionTimeout,
            _time,
            _log.OnLog,
            denials.Add,
            _crashes);
        return new PipelineWorker<TResult>(_options, new PipelineParts<TResult>
        {
            Consumer = _crashes is null ? consumer : new CrashingGroupConsumer(consumer, _crashes),
            Identity = new KafkaIdentityCheck(_clients.Admin(), member, _time),
            Ownership = _clients.UsesConsumerProtocol
                ? null
                : new KafkaGroupOwnership(_clients.Reader(), _group.Group, _options.InputTopic, _identity),
            InstanceId = _identity,
            Transactions = new TransactionDriver<TResult>(
                writers.Create,
                new CommitStep<TResult>(_options, ladder),
                new RefusedRecords(ladder),
                _work.Observer,
                _time,
                new CommitThread()),
            Restorer = new PartitionRestorer<TResult>(
                _work.Store,
                OpenStateLog,
                _options.InputTopic,
                _work.Observer.Delayed,
                new LoopWatch(_time, StuckProcess.End)),
            Side = new SideRetry<TResult>(
                _work.Handler, _options, _work.Observer, _time, _work.Jitter, _work.LaterHandler),
            Handler = _work.Handler,
            Duplicates = _work.Duplicates,
            BeforeJoining = _work.BeforeJoining,
            Store = _work.Store,
            Denials = denials,
            Watch = new LoopWatch(_time, StuckProcess.End),
            Observer = _work.Observer,
            Time = _time,
        });

        void OnError(Error error)
        {
            denials.Add(error);
            _log.OnError(error);
        }
    }

    private IStateLog OpenStateLog()
    {
        IStateLog log = KafkaStateLog.Open(
            _clients, _options.InputTopic, _options.StateTopic, _group.Group, _log, _time, _work.Observer.Delayed);
        return _crashes is null ? log : new CrashingStateLog(log, _crashes);
    }

    /// <summary>A turn may hold a new producer's start and a commit that fails and is aborted, each call at its bound.
    /// </summary>
    private static int TurnBoundOf(TimeSpan transactionTimeout) => 60 + (int)(12 * transactionTimeout.TotalSeconds);
}
