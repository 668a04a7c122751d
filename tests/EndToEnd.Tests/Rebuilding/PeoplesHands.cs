using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using EndToEnd.Tests.Pipeline;

namespace EndToEnd.Tests.Rebuilding;

/// <summary>What people do to topics and groups behind the programs' backs.</summary>
internal sealed class PeoplesHands(PipelineUnderTest pipeline) : IDisposable
{
    private readonly IAdminClient _admin = new AdminClientBuilder(
        new AdminClientConfig { BootstrapServers = pipeline.Cluster.BootstrapServers }).Build();

    public void Dispose() => _admin.Dispose();

    /// <summary>Deletes a partition's records before an offset.</summary>
    public Task DeleteBeforeAsync(string topic, int partition, long offset) =>
        _admin.DeleteRecordsAsync([new TopicPartitionOffset(topic, partition, offset)]);

    /// <summary>Sets the group's offsets of all partitions, as <c>kafka-consumer-groups --reset-offsets</c>
    /// does.</summary>
    public Task ResetOffsetsAsync(int partitions, long offset) => _admin.AlterConsumerGroupOffsetsAsync([
        new ConsumerGroupTopicPartitionOffsets(
            pipeline.Topics.Group,
            [.. Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(
                pipeline.Topics.Orders, partition, offset))]),
    ]);

    public async Task DeleteTopicAsync(string topic)
    {
        await _admin.DeleteTopicsAsync([topic]);
        await TestKit.Eventually.True(
            () => !_admin.GetMetadata(TimeSpan.FromSeconds(5)).Topics.Exists(entry => entry.Topic == topic),
            TimeSpan.FromSeconds(20));
    }

    public async Task MakeAgainAsync(string topic, int partitions)
    {
        await DeleteTopicAsync(topic);
        await pipeline.Cluster.CreateTopicAsync(topic, partitions);
    }

    public Task AddPartitionsAsync(string topic, int all) =>
        _admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = topic, IncreaseTo = all }]);

    /// <summary>Writes one record; a null value deletes the key.</summary>
    public async Task WriteAsync(string topic, int partition, string key, byte[]? value)
    {
        using var producer = new ProducerBuilder<byte[], byte[]?>(
            new ProducerConfig { BootstrapServers = pipeline.Cluster.BootstrapServers }).Build();
        await producer.ProduceAsync(
            new TopicPartition(topic, partition),
            new Message<byte[], byte[]?> { Key = Encoding.UTF8.GetBytes(key), Value = value });
    }
}
