using System.Text;
using Confluent.Kafka;

namespace EndToEnd.Tests.Injection;

/// <summary>Reads a whole topic with Confluent's own consumer and nothing of ours.</summary>
internal static class RawTopic
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <summary>Every record up to the ends that the topic has now.</summary>
    public static List<Message<string?, byte[]?>> Read(string bootstrapServers, string topic, int partitions)
    {
        using var consumer = new ConsumerBuilder<string?, byte[]?>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "none",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
        }).SetKeyDeserializer(Deserializers.Utf8!).Build();
        consumer.Assign(Enumerable.Range(0, partitions)
            .Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        var records = new List<Message<string?, byte[]?>>();
        // A partition can tell its end twice, where a fetch after the first was refused.
        var ended = new HashSet<int>();
        while (ended.Count < partitions)
        {
            var result = consumer.Consume(Bound);
            Assert.NotNull(result);
            if (result.IsPartitionEOF)
                ended.Add(result.Partition);
            else
                records.Add(result.Message);
        }

        return records;
    }

    /// <summary>A header's value as text; the last one of that name.</summary>
    public static string Header(Message<string?, byte[]?> record, string name) =>
        Encoding.UTF8.GetString(record.Headers.GetLastBytes(name));
}
