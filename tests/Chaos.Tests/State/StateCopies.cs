using System.Text;
using Confluent.Kafka;

namespace Chaos.Tests.State;

/// <summary>Makes a partition's state long: its newest records once more, again and again.</summary>
/// <remarks>As a state topic looks that nobody has compacted for hours.</remarks>
internal static class StateCopies
{
    private static readonly TimeSpan ReadBound = TimeSpan.FromSeconds(30);

    /// <summary>Appends so many records, in whole rounds; each key's value stays what it is.</summary>
    /// <returns>How many were appended.</returns>
    public static int Append(string bootstrapServers, TopicPartition partition, int records)
    {
        var newest = Newest(bootstrapServers, partition);
        var rounds = records / newest.Count;
        var refused = 0;
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = bootstrapServers,
            EnableIdempotence = true,
            LingerMs = 20,
            QueueBufferingMaxMessages = 200_000,
        }).Build();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var record in newest) Send(record);
        }

        producer.Flush(CancellationToken.None);
        Assert.Equal(0, refused);
        return rounds * newest.Count;

        void Send(Message<byte[], byte[]> record)
        {
            while (true)
            {
                try
                {
                    producer.Produce(partition, record, Take);
                    return;
                }
                catch (ProduceException<byte[], byte[]> failure) when (failure.Error.Code == ErrorCode.Local_QueueFull)
                {
                    producer.Poll(TimeSpan.FromMilliseconds(10));
                }
            }
        }

        void Take(DeliveryReport<byte[], byte[]> report) => refused += report.Error.IsError ? 1 : 0;
    }

    /// <summary>The newest committed record of each key, in the order in which they stand.</summary>
    private static List<Message<byte[], byte[]>> Newest(string bootstrapServers, TopicPartition partition)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "copies",
            EnableAutoCommit = false,
            IsolationLevel = IsolationLevel.ReadCommitted,
            EnablePartitionEof = true,
        }).Build();
        consumer.Assign(new TopicPartitionOffset(partition, Offset.Beginning));
        var newest = new Dictionary<string, ConsumeResult<byte[], byte[]>>(StringComparer.Ordinal);
        while (consumer.Consume(ReadBound) is { IsPartitionEOF: false } found)
            newest[Encoding.UTF8.GetString(found.Message.Key)] = found;
        return [.. newest.Values.OrderBy(found => found.Offset.Value).Select(found => new Message<byte[], byte[]>
        {
            Key = found.Message.Key,
            Value = found.Message.Value,
        })];
    }
}
