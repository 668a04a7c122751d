using Confluent.Kafka;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;

namespace OrderPipeline.Messaging.State;

/// <summary>Asks where the partitions of a topic begin and end, open transactions and markers included.</summary>
/// <remarks>
/// A client of its own: librdkafka 2.15 answers this by the isolation of the client that asks. Its admin call, which
/// would take the isolation, looks for leaders on two threads at once where it does not know them, and can lose its
/// answer so. Every call blocks, within its bound; one thread at a time.
/// </remarks>
internal sealed class OffsetClient : IDisposable
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(10);

    private readonly IConsumer<byte[]?, byte[]?> _client;

    /// <summary>Makes the client; nothing is asked yet.</summary>
    public OffsetClient(KafkaClientConfig config, KafkaLog log)
    {
        // On a consumer's handle: where the group's coordinator is away or starting, librdkafka 2.15 asks its client's
        // membership to look for it, and an admin client, which has none, takes the process down with it.
        _client = new ConsumerBuilder<byte[]?, byte[]?>(config.Asker())
            .SetErrorHandler((_, error) => log.OnError(error))
            .SetLogHandler((_, message) => log.OnLog(message))
            .Build();
        Admin = new DependentAdminClientBuilder(_client.Handle).Build();
    }

    /// <summary>The same client, for other questions.</summary>
    public IAdminClient Admin { get; }

    /// <summary>Connects, and learns who leads the topic's partitions: the first question waits for neither.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer within the bound.</exception>
    public void Meet(string topic, TimeSpan bound) => Asking.Meet(Admin, topic, bound);

    /// <summary>The first offset of each of the partitions.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer, or denies it.</exception>
    public Dictionary<int, long> Firsts(string topic, IEnumerable<int> partitions) =>
        Of(topic, partitions, Offset.Beginning);

    /// <summary>The end of each of the partitions: the offset of the next record.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer, or denies it.</exception>
    public Dictionary<int, long> Ends(string topic, IEnumerable<int> partitions) => Of(topic, partitions, Offset.End);

    public void Dispose()
    {
        Admin.Dispose();
        _client.Dispose();
    }

    private Dictionary<int, long> Of(string topic, IEnumerable<int> partitions, Offset which) =>
        Asking.Offsets(_client, topic, partitions, which, OneAnswer);
}
