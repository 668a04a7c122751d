using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Identity;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;
using OrderPipeline.Messaging.Transactions;
using OrderPipeline.Messaging.Transactions.Guarding;
using OrderPipeline.Messaging.Transactions.Hanging;

namespace OrderPipeline.Messaging.Rebuilding;

/// <summary>Makes a pipeline's state void on a real cluster, so that it is counted again from the first
/// record.</summary>
public sealed class KafkaRebuild : IDisposable
{
    private readonly KafkaGroupConsumer _consumer;
    private readonly KafkaGroupMembers _members;
    private readonly RebuildWorker _worker;

    /// <summary>Puts it together; nothing is asked of the cluster yet.</summary>
    /// <param name="options">What is counted anew.</param>
    /// <param name="clients">Makes the clients' configurations.</param>
    /// <param name="group">The group's options.</param>
    /// <param name="log">Hears what the clients report.</param>
    /// <param name="say">Takes a line about what is waited for.</param>
    /// <param name="time">The clock of everything.</param>
    public KafkaRebuild(
        RebuildOptions options,
        KafkaClientConfig clients,
        ConsumerOptions group,
        KafkaLog log,
        Action<string> say,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(log);
        var member = clients.GroupConsumer(group, instanceId: null);
        _consumer = new KafkaGroupConsumer(
            member, options.InputTopic, new GroupConsumerLog { OnMessage = log.OnLog, OnError = log.OnError });
        _members = new KafkaGroupMembers(clients.Admin(), group.Group, time);
        var producer = clients.TransactionalProducer($"{group.Group}.rebuild");
        _worker = new RebuildWorker(
            new RebuildParts
            {
                Consumer = _consumer,
                Members = _members,
                OwnMemberId = () => _consumer.MemberId,
                OpenLog = () => KafkaStateLog.Open(
                    clients, options.InputTopic, options.StateTopic, group.Group, log, time, say),
                CreateWriter = () =>
                {
                    // Now, while all partitions are ours, and not when the offsets are sent.
                    var membership = _consumer.GroupMetadata;
                    return new TransactionalWriters(
                        producer,
                        options.InputTopic,
                        () => membership,
                        HangingTransactions.Of(
                            clients,
                            group,
                            () => _consumer.Handle,
                            options.InputTopic,
                            [options.StateTopic],
                            say,
                            time),
                        clients.TransactionTimeout,
                        time,
                        log.OnLog,
                        log.OnError,
                        CrashPlan.From(Environment.GetEnvironmentVariable)).Create(BatchLimit.Usual);
                },
                SessionTimeout = clients.SessionTimeout,
                Say = say,
                Time = time,
            },
            options);
    }

    /// <summary>Rebuilds all partitions in one transaction.</summary>
    /// <param name="rebuilder">Knows the program's state.</param>
    /// <param name="stop">Ends it; what was not committed is as it was.</param>
    /// <exception cref="GroupException">Other members of the group live; they are named.</exception>
    /// <exception cref="ProgramException">First records have been deleted, or the transaction did not come to its
    /// end.</exception>
    /// <exception cref="StateUnavailableException">The cluster does not answer.</exception>
    public Task<IReadOnlyList<RebuiltPartition>> RunAsync(IStateRebuilder rebuilder, CancellationToken stop) =>
        _worker.RunAsync(rebuilder, stop);

    /// <summary>Ends all clients.</summary>
    public void Dispose()
    {
        _consumer.Dispose();
        _members.Dispose();
    }
}
