using System.Text;
using Confluent.Kafka;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;

namespace OrderPipeline.Messaging.State;

/// <summary>Writes a person's word into the state partition that it is about.</summary>
public static class ReleasePublisher
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    /// <summary>Writes it and waits until it is acknowledged.</summary>
    /// <param name="clients">Makes the producer's configuration.</param>
    /// <param name="log">Hears what the client reports.</param>
    /// <param name="stateTopic">The topic of the state.</param>
    /// <param name="partition">Its partition.</param>
    /// <param name="release">The word.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="StateUnavailableException">The cluster did not take it within 15 s.</exception>
    public static async Task PublishAsync(
        KafkaClientConfig clients,
        KafkaLog log,
        string stateTopic,
        int partition,
        PartitionRelease release,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(release);
        using var producer = new ProducerBuilder<byte[], byte[]>(clients.IdempotentProducer(Bound))
            .SetErrorHandler((_, error) => log.OnError(error))
            .SetLogHandler((_, message) => log.OnLog(message))
            .Build();
        var record = new Message<byte[], byte[]>
        {
            Key = Encoding.UTF8.GetBytes(ReservedKeys.Release),
            Value = release.Encode(),
        };
        try
        {
            await producer.ProduceAsync(new TopicPartition(stateTopic, partition), record, stop);
        }
        catch (KafkaException failure)
        {
            throw new StateUnavailableException($"{stateTopic}[{partition}]: {failure.Error.Reason}", failure);
        }
    }
}
