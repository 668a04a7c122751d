using System.Globalization;
using Confluent.Kafka;

namespace OrderPipeline.Messaging.Settings;

/// <summary>Builds the configuration of every kind of client: our starting values first, the user's last.</summary>
/// <remarks>The dictionaries may hold secrets: give them to a client and to nothing else.</remarks>
/// <param name="kafka">Checked options; their properties have passed the refusals.</param>
/// <param name="program">Name of the program, the first part of <c>client.id</c>.</param>
public sealed class KafkaClientConfig(KafkaOptions kafka, string program)
{
    private const int DefaultTransactionTimeoutMs = 10_000;
    private const int DefaultSessionTimeoutMs = 6_000;

    /// <summary>The brokers' <c>group.consumer.session.timeout.ms</c>, where nobody changed it.</summary>
    private const int BrokerSessionTimeoutMs = 45_000;

    private const int ShortestRequestTimeoutMs = 1_000;
    private const int LongestRequestTimeoutMs = 60_000;

    /// <summary>The broker's own limit for a batch, plus room for a record's headers and framing.</summary>
    private const int MessageMaxBytes = 1_048_588 + 65_536;

    /// <summary>At which librdkafka tells of each connection that ends: information, by syslog's numbers.</summary>
    private const int LogLevelOfLosses = 6;

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["queue.buffering.max.ms"] = "linger.ms",
        ["max.partition.fetch.bytes"] = "fetch.message.max.bytes",
        ["delivery.timeout.ms"] = "message.timeout.ms",
        ["max.in.flight"] = "max.in.flight.requests.per.connection",
    };

    /// <summary>
    /// How long a transaction may stay open before the broker aborts it, by the transactional producer's
    /// setting.
    /// </summary>
    public TimeSpan TransactionTimeout => TimeSpan.FromMilliseconds(int.Parse(
        kafka.Producer.GetValueOrDefault("transaction.timeout.ms")
            ?? kafka.Client.GetValueOrDefault("transaction.timeout.ms")
            ?? Text(DefaultTransactionTimeoutMs),
        CultureInfo.InvariantCulture));

    /// <summary>Whether the group is of the protocol of KIP-848, whose sessions the brokers rule.</summary>
    public bool UsesConsumerProtocol => string.Equals(
        OfConsumer("group.protocol")?.Trim(), "consumer", StringComparison.OrdinalIgnoreCase);

    /// <summary>How long the group keeps a member that it hears nothing of.</summary>
    public TimeSpan SessionTimeout => TimeSpan.FromMilliseconds(UsesConsumerProtocol
        ? BrokerSessionTimeoutMs
        : int.Parse(OfConsumer("session.timeout.ms") ?? Text(DefaultSessionTimeoutMs), CultureInfo.InvariantCulture));

    /// <summary>
    /// A member of the group: read committed, cooperative, static, committing nothing by itself (DESIGN 3).
    /// </summary>
    /// <param name="consumer">The group's options.</param>
    /// <param name="instanceId">The static member's name; null for a dynamic member, which leaves when it ends.</param>
    public ConsumerConfig GroupConsumer(ConsumerOptions consumer, string? instanceId)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        var values = Reading();
        values["group.id"] = consumer.Group;
        if (instanceId is not null) values["group.instance.id"] = instanceId;
        values["partition.assignment.strategy"] = "cooperative-sticky";
        values["session.timeout.ms"] = Text(DefaultSessionTimeoutMs);
        values["heartbeat.interval.ms"] = "1000";
        // A short queue stays in the processor's cache, and small fetches reuse the memory of the last ones: half
        // a queue of 500,000's processor time, and a tenth of its memory. It counts over all partitions.
        values["queued.min.messages"] = "50000";
        values["fetch.message.max.bytes"] = Text(256 * 1024);
        values["queued.max.messages.kbytes"] = "65536";
        // A partition that is sought anew, or given, waits for the fetch that is open at its broker: by default for
        // half a second, where the others have nothing. The gaps in a rebalance are a quarter as long so.
        values["fetch.wait.max.ms"] = "100";
        Override(values, kafka.Client, kafka.Consumer);
        if (UsesConsumerProtocol)
        {
            // Under the new protocol the broker decides these, and librdkafka refuses them.
            values.Remove("partition.assignment.strategy");
            values.Remove("session.timeout.ms");
            values.Remove("heartbeat.interval.ms");
        }
        return new ConsumerConfig(values);
    }

    /// <summary>A reader that is given its partitions, never joins a group and never commits.</summary>
    /// <param name="group">The group whose offsets it may ask for; null where it asks for none.</param>
    public ConsumerConfig Reader(string? group = null)
    {
        var values = Reading();
        // The client wants a group's name even where it never joins one.
        values["group.id"] = group ?? program + "-reader";
        // A reading ends soon: the next one must not wait for the fetch that the last one left open.
        values["fetch.wait.max.ms"] = "50";
        values["queued.min.messages"] = "100000";
        values["queued.max.messages.kbytes"] = "65536";
        Override(values, kafka.Client, kafka.Consumer);
        // What concerns membership alone does not fit a reader that is no member.
        values.Remove("group.protocol");
        values.Remove("group.remote.assignor");
        return new ConsumerConfig(values);
    }

    /// <summary>A reader that only asks where partitions begin and end, open transactions included.</summary>
    public ConsumerConfig Asker() => new(Reader()) { IsolationLevel = IsolationLevel.ReadUncommitted };

    /// <summary>The producer of the pipeline's transactions (DESIGN 3 and 4).</summary>
    /// <param name="transactionalId">The same after a restart, so that the broker fences what was before.</param>
    public ProducerConfig TransactionalProducer(string transactionalId)
    {
        // Records gather in full batches while a transaction is written, and its end flushes what is left: nothing
        // waits this long, and the client's thread does not spin while one batch is on its way and more is due.
        var values = Producing(lingerMs: 100);
        values["transactional.id"] = transactionalId;
        values["transaction.timeout.ms"] = Text(DefaultTransactionTimeoutMs);
        Override(values, kafka.Client, kafka.Producer);
        // A coordinator that is lost unnoticed may lose a transaction's markers unnoticed (ADR 0011), or get the end of
        // one a second time, in the midst of the next: whoever quiets the log quiets what is shown of it only.
        values["log.connection.close"] = "true";
        if (int.TryParse(values.GetValueOrDefault("log_level"), CultureInfo.InvariantCulture, out var level)
            && level < LogLevelOfLosses)
        {
            values["log_level"] = Text(LogLevelOfLosses);
        }

        // A record waits no longer than its transaction lives; librdkafka refuses more.
        values.TryAdd("message.timeout.ms", values["transaction.timeout.ms"]);
        return new ProducerConfig(values);
    }

    /// <summary>A producer outside transactions that never writes twice within its session.</summary>
    /// <param name="deliveryTimeout">After this a record has failed; null leaves librdkafka's five minutes.</param>
    public ProducerConfig IdempotentProducer(TimeSpan? deliveryTimeout = null)
    {
        var values = Producing(lingerMs: 5);
        if (deliveryTimeout is { } timeout)
        {
            values["message.timeout.ms"] = Text((int)Math.Clamp(timeout.TotalMilliseconds, 1, int.MaxValue));
            // A lost answer is noticed while the client may still repeat the request, which the broker knows and
            // writes once; a new attempt is a new record to it. librdkafka's own minute would outlast the record.
            values["socket.timeout.ms"] = Text((int)Math.Clamp(
                timeout.TotalMilliseconds / 2, ShortestRequestTimeoutMs, LongestRequestTimeoutMs));
        }

        Override(values, kafka.Client, kafka.Producer);
        values.Remove("transaction.timeout.ms");
        return new ProducerConfig(values);
    }

    /// <summary>A client that makes and inspects topics.</summary>
    public AdminClientConfig Admin()
    {
        var values = Connecting();
        Override(values, kafka.Client);
        return new AdminClientConfig(values);
    }

    private Dictionary<string, string> Connecting() => new(StringComparer.Ordinal)
    {
        ["bootstrap.servers"] = kafka.BootstrapServers,
        ["client.id"] = $"{program}-{Environment.MachineName}-{Environment.ProcessId}",
        ["reconnect.backoff.max.ms"] = "500",
        // Any other strategy can hang a transaction after a broker's restart (DESIGN 4.1).
        ["metadata.recovery.strategy"] = "none",
        ["socket.keepalive.enable"] = "true",
        ["log.connection.close"] = "false",
    };

    private Dictionary<string, string> Reading()
    {
        var values = Connecting();
        values["isolation.level"] = "read_committed";
        values["enable.auto.commit"] = "false";
        values["enable.auto.offset.store"] = "false";
        // Invariant: a position that is gone is an error and never a silent jump.
        values["auto.offset.reset"] = "error";
        values["enable.partition.eof"] = "true";
        values["allow.auto.create.topics"] = "false";
        values["check.crcs"] = "true";
        // How soon a full queue is looked at again: it must not run dry meanwhile.
        values["fetch.queue.backoff.ms"] = "1";
        return values;
    }

    private Dictionary<string, string> Producing(int lingerMs)
    {
        var values = Connecting();
        values["enable.idempotence"] = "true";
        values["acks"] = "all";
        values["linger.ms"] = Text(lingerMs);
        values["batch.num.messages"] = "10000";
        values["message.max.bytes"] = Text(MessageMaxBytes);
        // After a commit the next transaction is refused for a moment; the default waits 100 ms (DESIGN 4.4).
        values["retry.backoff.ms"] = "1";
        values["retry.backoff.max.ms"] = "1000";
        values["queue.buffering.max.messages"] = "1000000";
        values["queue.buffering.max.kbytes"] = "131072";
        return values;
    }

    private static void Override(Dictionary<string, string> values, params Dictionary<string, string>[] layers)
    {
        foreach (var layer in layers)
        {
            foreach (var (name, value) in layer)
            {
                if (RefusedProperties.Reason(name, value) is { } reason)
                    throw new SettingsException($"Kafka: {name} {reason}");
                values[Aliases.GetValueOrDefault(name, name)] = value;
            }
        }
    }

    private string? OfConsumer(string property) =>
        kafka.Consumer.GetValueOrDefault(property) ?? kafka.Client.GetValueOrDefault(property);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
