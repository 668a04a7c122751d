using Confluent.Kafka;
using OrderPipeline.Messaging.Transactions.Hanging;

namespace OrderPipeline.Messaging.Transactions.Guarding;

/// <summary>Makes transactional producers that are bounded and checked, each new one under the same id.</summary>
/// <param name="config">The producer's configuration.</param>
/// <param name="inputTopic">The topic whose positions are committed.</param>
/// <param name="member">What the group knows of this member now.</param>
/// <param name="hanging">Ends what an older producer of the id left open.</param>
/// <param name="callTimeout">The bound that each call gets; the watch's own is a little over twice as long.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Hears the client's lines.</param>
/// <param name="onError">Hears the client's passing errors.</param>
/// <param name="crashes">Where a test wants the process to end, or null.</param>
internal sealed class TransactionalWriters(
    ProducerConfig config,
    string inputTopic,
    Func<IConsumerGroupMetadata> member,
    HangingTransactions hanging,
    TimeSpan callTimeout,
    TimeProvider time,
    Action<LogMessage> log,
    Action<Error> onError,
    CrashPlan? crashes)
{
    private const int SmallBatchBytes = 16_384;

    /// <summary>A call is repeated until its bound is over, and the last try may take as long again.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>A new producer; nothing is asked yet.</summary>
    public ITransactionalWriter Create(BatchLimit limit)
    {
        var own = limit switch
        {
            BatchLimit.Usual => config,
            BatchLimit.Small => new ProducerConfig(config.ToDictionary()) { BatchSize = SmallBatchBytes },
            _ => new ProducerConfig(config.ToDictionary()) { BatchNumMessages = 1 },
        };
        ITransactionalWriter writer = new WatchedWriter(
            new KafkaTransactionalWriter(own, inputTopic, member, callTimeout, time, log, onError)
            {
                Hanging = hanging,
            },
            (2 * callTimeout) + Grace,
            LookTime.Longest);
        if (crashes is not null) writer = new CrashingWriter(writer, crashes);
        return new OrderedWriter(writer);
    }
}
