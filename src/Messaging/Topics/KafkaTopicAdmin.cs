using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace OrderPipeline.Messaging.Topics;

/// <summary>A cluster's topics through Confluent's admin client.</summary>
internal sealed class KafkaTopicAdmin(IAdminClient client) : ITopicAdmin
{
    public IReadOnlyDictionary<string, int> ReadTopics(TimeSpan within)
    {
        // All topics: asking for one by name would make it on clusters that create what is asked for.
        var metadata = client.GetMetadata(within);
        var topics = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var topic in metadata.Topics)
        {
            if (topic.Error.Code is ErrorCode.NoError or ErrorCode.LeaderNotAvailable && topic.Partitions.Count > 0)
                topics[topic.Topic] = topic.Partitions.Count;
        }
        return topics;
    }

    public (int Brokers, IReadOnlyDictionary<string, int> Replicas) ReadReplicas(TimeSpan within)
    {
        var metadata = client.GetMetadata(within);
        var replicas = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var topic in metadata.Topics)
        {
            if (topic.Partitions.Count > 0)
                replicas[topic.Topic] = topic.Partitions.Min(static partition => partition.Replicas.Length);
        }
        return (metadata.Brokers.Count, replicas);
    }

    public async Task<IReadOnlyList<(string Topic, Error Error)>> CreateAsync(
        IReadOnlyList<TopicSpecification> topics, TimeSpan within)
    {
        try
        {
            await client.CreateTopicsAsync(
                topics, new CreateTopicsOptions { RequestTimeout = within, OperationTimeout = within });
            return [];
        }
        catch (CreateTopicsException failure)
        {
            return [.. failure.Results.Where(result => result.Error.IsError)
                .Select(result => (result.Topic, result.Error))];
        }
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> ReadConfigsAsync(
        IReadOnlyList<string> topics, TimeSpan within)
    {
        var resources = topics.Select(topic => new ConfigResource { Type = ResourceType.Topic, Name = topic });
        var results = await client.DescribeConfigsAsync(
            resources, new DescribeConfigsOptions { RequestTimeout = within });
        return results.ToDictionary(
            result => result.ConfigResource.Name,
            IReadOnlyDictionary<string, string> (result) =>
                result.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Value));
    }

    public void Dispose() => client.Dispose();
}
