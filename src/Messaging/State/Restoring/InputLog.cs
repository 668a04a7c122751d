using Confluent.Kafka;
using Confluent.Kafka.Admin;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;

namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>What the cluster says of a topic that is read: its bounds and its id.</summary>
/// <remarks>Every call is bounded and blocks; one thread at a time.</remarks>
public sealed class InputLog : IDisposable
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(10);

    /// <summary>A cluster that does not know topic ids is asked once, and not long.</summary>
    private static readonly TimeSpan TopicIdAnswer = TimeSpan.FromSeconds(2);

    private readonly string _topic;
    private string? _topicId;
    private bool _isTopicIdAsked;

    /// <summary>Makes the client; nothing is asked yet.</summary>
    public InputLog(KafkaClientConfig config, string topic, KafkaLog log)
    {
        ArgumentNullException.ThrowIfNull(config);
        _topic = topic;
        Offsets = new OffsetClient(config, log);
    }

    /// <summary>The client, for what else is asked of the cluster.</summary>
    internal OffsetClient Offsets { get; }

    /// <summary>Connects, and learns who leads the topic's partitions: the first question waits for neither.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer within the bound.</exception>
    public void Meet(TimeSpan bound) => Offsets.Meet(_topic, bound);

    /// <summary>First offset and end of one partition, open transactions and markers included.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer, or denies it.</exception>
    public (long First, long End) Range(int partition)
    {
        Meet(OneAnswer);
        var first = Offsets.Firsts(_topic, [partition])[partition];
        return (first, Offsets.Ends(_topic, [partition])[partition]);
    }

    /// <summary>The ends of the partitions, open transactions and markers included.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer, or denies it.</exception>
    public IReadOnlyDictionary<int, long> Ends(IEnumerable<int> partitions)
    {
        Meet(OneAnswer);
        return Offsets.Ends(_topic, partitions);
    }

    /// <summary>The first offsets of the partitions.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer, or denies it.</exception>
    public IReadOnlyDictionary<int, long> Firsts(IEnumerable<int> partitions)
    {
        Meet(OneAnswer);
        return Offsets.Firsts(_topic, partitions);
    }

    /// <summary>The topic's id as the cluster writes it, or null where it does not tell.</summary>
    public string? TopicId()
    {
        if (_isTopicIdAsked) return _topicId;
        _isTopicIdAsked = true;
        try
        {
            var answer = Asking.Answer(
                Offsets.Admin.DescribeTopicsAsync(
                    TopicCollection.OfTopicNames([_topic]),
                    new DescribeTopicsOptions { RequestTimeout = TopicIdAnswer }),
                TopicIdAnswer);
            _topicId = answer.TopicDescriptions[0].TopicId?.ToString();
        }
        catch (KafkaException)
        {
            // An old or embedded cluster: topics are then known by name only.
        }

        return _topicId;
    }

    /// <summary>Ends the client.</summary>
    public void Dispose() => Offsets.Dispose();
}
