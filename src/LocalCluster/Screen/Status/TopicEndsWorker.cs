using Confluent.Kafka;

namespace OrderPipeline.LocalCluster.Screen.Status;

/// <summary>Asks the brokers again and again which topics there are and where they end.</summary>
/// <remarks>It keeps one thread of the pool to itself, so that slow brokers hold no screen; every question has a
/// bound.</remarks>
internal sealed class TopicEndsWorker(string bootstrapServers)
{
    private const int MaxPartitions = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan AnswerBound = TimeSpan.FromSeconds(1);

    private volatile IReadOnlyList<TopicEnds> _latest = [];

    /// <summary>As last answered; a topic that does not answer stays as it was.</summary>
    public IReadOnlyList<TopicEnds> Latest => _latest;

    /// <summary>Runs until it is stopped, and ends within a few seconds.</summary>
    public Task RunAsync(CancellationToken stop) => Task.Run(() => Ask(stop), CancellationToken.None);

    private void Ask(CancellationToken stop)
    {
        // The group is there because the client wants one; it is never joined and nothing is committed.
        var config = new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "local-cluster",
            ClientId = "local-cluster",
            EnableAutoCommit = false,
            AllowAutoCreateTopics = false,
        };
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(config)
            .SetLogHandler((_, _) => { })
            .SetErrorHandler((_, _) => { })
            .Build();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _latest = Ends(consumer, admin.GetMetadata(AnswerBound), stop);
            }
            catch (KafkaException)
            {
                // Brokers that a test has taken down: what was known stays on the screen.
            }
            stop.WaitHandle.WaitOne(Pause);
        }
    }

    private List<TopicEnds> Ends(IConsumer<Ignore, Ignore> consumer, Metadata metadata, CancellationToken stop)
    {
        var known = _latest.ToDictionary(topic => topic.Name, StringComparer.Ordinal);
        var ends = new List<TopicEnds>();
        var left = MaxPartitions;
        foreach (var topic in metadata.Topics.Where(topic => !topic.Error.IsError))
        {
            left -= topic.Partitions.Count;
            if (left < 0 || stop.IsCancellationRequested)
                break;
            if (Ends(consumer, topic) is { } answered)
                ends.Add(answered);
            else if (known.TryGetValue(topic.Topic, out var before))
                ends.Add(before);
        }
        return ends;
    }

    private static TopicEnds? Ends(IConsumer<Ignore, Ignore> consumer, TopicMetadata topic)
    {
        try
        {
            return new(
                topic.Topic,
                [.. Enumerable.Range(0, topic.Partitions.Count)
                    .Select(partition => new TopicPartition(topic.Topic, partition))
                    .Select(partition => consumer.QueryWatermarkOffsets(partition, AnswerBound))
                    .Select(offsets => new PartitionEnds(offsets.Low.Value, offsets.High.Value))]);
        }
        catch (KafkaException)
        {
            return null;
        }
    }
}
