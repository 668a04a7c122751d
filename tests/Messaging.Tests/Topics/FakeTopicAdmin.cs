using Confluent.Kafka;
using Confluent.Kafka.Admin;
using OrderPipeline.Messaging.Topics;

namespace Messaging.Tests.Topics;

/// <summary>A cluster with topics in memory, which can be away, slow, or deny things.</summary>
internal sealed class FakeTopicAdmin : ITopicAdmin
{
    public Dictionary<string, int> Topics { get; } = [];

    public Dictionary<string, Dictionary<string, string>> Configs { get; } = [];

    public int Brokers { get; set; } = 1;

    public Dictionary<string, int> Replicas { get; } = [];

    public List<TopicSpecification> Created { get; } = [];

    /// <summary>How many answers fail before the first good one.</summary>
    public int FailuresBefore { get; set; }

    public Error Failure { get; set; } = new(ErrorCode.Local_Transport, "Connection refused");

    public Error? CreationError { get; set; }

    /// <summary>What the whole request for new topics fails with.</summary>
    public Error? CreationFailure { get; set; }

    public Error? ConfigError { get; set; }

    public bool NeverAnswersConfigs { get; set; }

    /// <summary>Called with each question for the topics, so that a test's clock can move.</summary>
    public Action OnRead { get; set; } = () => { };

    public IReadOnlyDictionary<string, int> ReadTopics(TimeSpan within)
    {
        OnRead();
        return FailuresBefore-- > 0 ? throw new KafkaException(Failure) : new Dictionary<string, int>(Topics);
    }

    public (int Brokers, IReadOnlyDictionary<string, int> Replicas) ReadReplicas(TimeSpan within) =>
        (Brokers, Replicas);

    public Task<IReadOnlyList<(string Topic, Error Error)>> CreateAsync(
        IReadOnlyList<TopicSpecification> topics, TimeSpan within)
    {
        if (CreationFailure is { } failure)
            throw new KafkaException(failure);
        Created.AddRange(topics);
        var errors = new List<(string, Error)>();
        foreach (var topic in topics)
        {
            if (CreationError is { } error)
                errors.Add((topic.Name, error));
            Topics[topic.Name] = topic.NumPartitions;
        }
        return Task.FromResult<IReadOnlyList<(string, Error)>>(errors);
    }

    public Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> ReadConfigsAsync(
        IReadOnlyList<string> topics, TimeSpan within)
    {
        if (NeverAnswersConfigs)
            return new TaskCompletionSource<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>>().Task;
        if (ConfigError is { } error)
            throw new KafkaException(error);
        return Task.FromResult<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>>(
            Configs.ToDictionary(
                pair => pair.Key, IReadOnlyDictionary<string, string> (pair) => pair.Value));
    }

    public void Dispose()
    {
    }
}
