using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Pipeline.Commits;
using OrderPipeline.Messaging.Pipeline.Retries;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;
using OrderPipeline.Messaging.Transactions;

namespace OrderPipeline.Messaging.Pipeline;

/// <summary>An exactly-once pipeline on a real cluster: one topic in, state and dead letters out.</summary>
/// <typeparam name="TResult">What the handler makes of a good record.</typeparam>
public sealed class KafkaPipeline<TResult> : IDisposable
{
    private readonly PipelineWorker<TResult> _worker;

    /// <summary>Puts the pipeline together; nothing is asked of the cluster yet.</summary>
    /// <param name="options">What is read and written.</param>
    /// <param name="clients">Makes the clients' configurations.</param>
    /// <param name="group">The group's options.</param>
    /// <param name="identity">The instance's name, the same after a restart.</param>
    /// <param name="work">What the program brings.</param>
    /// <param name="log">Hears what the clients report.</param>
    /// <param name="time">The clock of everything.</param>
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
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(work);
        var member = clients.GroupConsumer(group, identity);
        var consumer = new KafkaGroupConsumer(
            member,
            options.InputTopic,
            new GroupConsumerLog { OnMessage = log.OnLog, OnError = log.OnError });
        var producer = clients.TransactionalProducer($"{group.Group}.{identity}");
        var ladder = new DeadLetterLadder(work.DeadLetters, producer.MessageMaxBytes ?? options.MaxRecordBytes);
        _worker = new PipelineWorker<TResult>(options, new PipelineParts<TResult>
        {
            Consumer = consumer,
            Identity = new KafkaIdentityCheck(clients.Admin(), member, time),
            InstanceId = identity,
            Transactions = new TransactionDriver<TResult>(
                () => NewWriter(producer, options, consumer, clients.TransactionTimeout, log, time),
                new CommitStep<TResult>(options, ladder),
                new RefusedRecords(ladder),
                work.Observer,
                time),
            Restorer = new PartitionRestorer<TResult>(
                work.Store,
                () => new KafkaStateLog(
                    new CommittedLogReader(clients, log, time),
                    new InputLog(clients, options.InputTopic, log),
                    options.StateTopic,
                    group.Group),
                options.InputTopic),
            Side = new SideRetry<TResult>(work.Handler, options, work.Observer, time, work.Jitter),
            Handler = work.Handler,
            Store = work.Store,
            Observer = work.Observer,
            Time = time,
        });
    }

    /// <summary>
    /// Runs on the calling thread until told to stop or done; then commits what is applied and leaves.
    /// </summary>
    /// <param name="isDone">Asked every few milliseconds with the progress of the owned partitions; it must
    /// not wait.</param>
    /// <param name="stop">Ends the run cleanly.</param>
    /// <exception cref="GroupException">Another process runs under the same id, or the client cannot go
    /// on.</exception>
    public void Run(Func<IReadOnlyList<LaneProgress>, bool> isDone, CancellationToken stop)
    {
        var progress = new List<LaneProgress>();
        _worker.Run(IsDone, stop);

        bool IsDone()
        {
            progress.Clear();
            foreach (var lane in _worker.Lanes)
            {
                progress.Add(new LaneProgress(lane.Partition, lane.CommittedTo, lane.StoppedBecause));
            }

            return isDone(progress);
        }
    }

    /// <summary>Ends all clients.</summary>
    public void Dispose() => _worker.Dispose();

    private static KafkaTransactionalWriter NewWriter(
        ProducerConfig producer,
        PipelineOptions options,
        KafkaGroupConsumer consumer,
        TimeSpan transactionTimeout,
        KafkaLog log,
        TimeProvider time)
    {
        return new KafkaTransactionalWriter(
            producer, options.InputTopic, () => consumer.GroupMetadata, transactionTimeout, time, log.OnLog);
    }
}
