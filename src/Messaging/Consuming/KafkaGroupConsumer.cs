using Confluent.Kafka;

namespace OrderPipeline.Messaging.Consuming;

/// <summary>A group member over Confluent.Kafka whose records come by the batch.</summary>
internal sealed class KafkaGroupConsumer : IGroupConsumer
{
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly IRecordSource _source;
    private readonly string _topic;
    private readonly string _instanceId;
    private readonly List<int> _parked = [];
    private IRebalanceListener? _listener;
    private Exception? _thrownInCallback;
    private Error? _fatal;
    private bool _isClosed;

    public KafkaGroupConsumer(
        ConsumerConfig config,
        string topic,
        GroupConsumerLog log,
        bool readsByBatch = true,
        int batchSize = BatchRecordSource.BatchSize)
    {
        _topic = topic;
        _instanceId = config.GroupInstanceId ?? "";
        _consumer = new ConsumerBuilder<byte[]?, byte[]?>(config)
            .SetPartitionsAssignedHandler((_, partitions) => OnAssigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => OnRevoked(partitions, isLost: false))
            .SetPartitionsLostHandler((_, partitions) => OnRevoked(partitions, isLost: true))
            .SetErrorHandler((_, error) => OnError(error, log))
            .SetLogHandler((_, message) => log.OnMessage?.Invoke(message))
            .Build();
        _source = readsByBatch ? new BatchRecordSource(_consumer, topic, batchSize) : new SingleRecordSource(_consumer);
    }

    /// <summary>The member as transactions name it.</summary>
    public IConsumerGroupMetadata GroupMetadata => _consumer.ConsumerGroupMetadata;

    public void Subscribe(IRebalanceListener listener)
    {
        _listener = listener;
        _consumer.Subscribe(_topic);
    }

    public bool Poll<TVisitor>(int timeoutMs, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor
    {
        var hasMore = _source.Poll(timeoutMs, ref visitor);
        PauseParked();
        if (_thrownInCallback is { } thrown)
        {
            _thrownInCallback = null;
            throw new InvalidOperationException("a rebalance could not be handled: " + thrown.Message, thrown);
        }

        if (_fatal is { } fatal) throw Explain(fatal);
        return hasMore;
    }

    public void Pause(int partition) => _consumer.Pause([new TopicPartition(_topic, partition)]);

    public void ResumeAt(int partition, long offset)
    {
        var topicPartition = new TopicPartition(_topic, partition);
        _consumer.Seek(new TopicPartitionOffset(topicPartition, offset));
        _consumer.Resume([topicPartition]);
    }

    public void Close()
    {
        if (_isClosed) return;
        _isClosed = true;
        _source.Dispose();
        _consumer.Close();
    }

    public void Dispose()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            _source.Dispose();
        }

        _consumer.Dispose();
    }

    /// <summary>
    /// Pause and Seek fail inside the handler, so partitions start parked at their end and are paused after.
    /// </summary>
    private List<TopicPartitionOffset> OnAssigned(List<TopicPartition> partitions)
    {
        var ids = Ids(partitions);
        _parked.AddRange(ids);
        Call(() => _listener?.Assigned(ids));
        return partitions.ConvertAll(partition => new TopicPartitionOffset(partition, Offset.End));
    }

    private void OnRevoked(List<TopicPartitionOffset> partitions, bool isLost)
    {
        var ids = Ids(partitions.ConvertAll(partition => partition.TopicPartition));
        _parked.RemoveAll(partition => Array.IndexOf(ids, partition) >= 0);
        if (!_isClosed) Call(() => _listener?.Revoked(ids, isLost));
    }

    private void PauseParked()
    {
        if (_parked.Count == 0) return;
        _consumer.Pause(_parked.ConvertAll(partition => new TopicPartition(_topic, partition)));
        _parked.Clear();
    }

    /// <summary>
    /// What a callback throws is swallowed by the client, which then never consumes again: keep it.
    /// </summary>
    private void Call(Action listener)
    {
        try
        {
            listener();
        }
        catch (Exception failure)
        {
            _thrownInCallback ??= failure;
        }
    }

    private void OnError(Error error, GroupConsumerLog log)
    {
        if (error.IsFatal || error.Code == ErrorCode.FencedInstanceId) _fatal ??= error;
        else log.OnError?.Invoke(error);
    }

    private GroupException Explain(Error fatal) =>
        fatal.Code == ErrorCode.FencedInstanceId || fatal.Reason.Contains("fenced", StringComparison.OrdinalIgnoreCase)
            ? new GroupException(
                $"another process runs as {_instanceId}: give each instance its own Consumer:InstanceId")
            : new GroupException($"the consumer cannot go on: {fatal.Reason}");

    private static int[] Ids(List<TopicPartition> partitions)
    {
        var ids = new int[partitions.Count];
        for (var index = 0; index < ids.Length; index++) ids[index] = partitions[index].Partition.Value;
        return ids;
    }
}
