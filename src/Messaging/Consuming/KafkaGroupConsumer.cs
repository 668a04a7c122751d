using System.Diagnostics;
using Confluent.Kafka;
using OrderPipeline.Messaging.Native;

namespace OrderPipeline.Messaging.Consuming;

/// <summary>A group member over Confluent.Kafka whose records come by the batch.</summary>
internal sealed class KafkaGroupConsumer : IGroupConsumer
{
    private static readonly TimeSpan DropBound = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaveBound = TimeSpan.FromSeconds(30);

    private readonly ConsumerConfig _config;
    private readonly GroupConsumerLog _log;
    private readonly bool _readsByBatch;
    private readonly int _batchSize;
    private readonly string _topic;
    private readonly List<int> _parked = [];
    private IConsumer<byte[]?, byte[]?> _consumer;
    private IRecordSource _source;
    private IRebalanceListener? _listener;
    private Exception? _thrownInCallback;
    private string? _fatal;
    private long? _leaving;
    private bool _isClosed;

    public KafkaGroupConsumer(
        ConsumerConfig config,
        string topic,
        GroupConsumerLog log,
        bool readsByBatch = true,
        int batchSize = BatchRecordSource.BatchSize)
    {
        (_config, _topic, _log, _readsByBatch, _batchSize) = (config, topic, log, readsByBatch, batchSize);
        (_consumer, _source) = Connect();
    }

    /// <summary>The member as transactions name it.</summary>
    public IConsumerGroupMetadata GroupMetadata => _consumer.ConsumerGroupMetadata;

    /// <summary>The client, for questions to the cluster.</summary>
    public Handle Handle => _consumer.Handle;

    /// <summary>The coordinator's id of this member; empty before it has joined.</summary>
    public string MemberId => _consumer.MemberId ?? "";

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
        if (_leaving is not null) JoinOnceGone();
        if (_thrownInCallback is { } thrown)
        {
            _thrownInCallback = null;
            throw new InvalidOperationException("a rebalance could not be handled: " + thrown.Message, thrown);
        }

        if ((_fatal ?? _source.FatalReason) is { } fatal) throw Explain(fatal);
        return hasMore;
    }

    public void Rejoin()
    {
        var listener = _listener ?? throw new InvalidOperationException("it was never joined");
        Drop();
        (_fatal, _thrownInCallback, _leaving, _isClosed) = (null, null, null, false);
        _parked.Clear();
        (_consumer, _source) = Connect();
        Subscribe(listener);
    }

    public void JoinAnew()
    {
        if (_leaving is not null) return;
        _leaving = Stopwatch.GetTimestamp();
        Ask(_consumer.Unsubscribe);
    }

    public void Pause(int partition) =>
        Ask(() => _consumer.Pause([new TopicPartition(_topic, partition)]));

    public void ResumeAt(int partition, long offset)
    {
        var topicPartition = new TopicPartition(_topic, partition);
        // In this order: a seek wakes the thread that fetches, and a resume does not. It would find the partition
        // paused, and sleep for up to a second.
        Ask(() => _consumer.Resume([topicPartition]));
        Ask(() => _consumer.Seek(new TopicPartitionOffset(topicPartition, offset)));
    }

    public void Close()
    {
        if (_isClosed) return;
        _isClosed = true;
        _source.Dispose();
        // A fenced member has nothing to leave, and its client can hang at it.
        if (_fatal is null) _consumer.Close();
    }

    public void Dispose() => Drop();

    private (IConsumer<byte[]?, byte[]?> Consumer, IRecordSource Source) Connect()
    {
        var consumer = new ConsumerBuilder<byte[]?, byte[]?>(_config)
            .SetPartitionsAssignedHandler((client, partitions) => OnAssigned(client, partitions))
            .SetPartitionsRevokedHandler((client, partitions) => OnRevoked(client, partitions, isLost: false))
            .SetPartitionsLostHandler((client, partitions) => OnRevoked(client, partitions, isLost: true))
            .SetErrorHandler((client, error) => OnError(client, error))
            .SetLogHandler((_, message) => _log.OnMessage?.Invoke(message))
            .Build();
        return (consumer, _readsByBatch
            ? NativeCheck.Open(
                () => new BatchRecordSource(consumer, _topic, _batchSize), () => new SingleRecordSource(consumer))
            : new SingleRecordSource(consumer));
    }

    /// <summary>Ends the client beside this thread: one that was fenced has been seen never to end.</summary>
    private void Drop()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            _source.Dispose();
        }

        Task.Run(_consumer.Dispose).Wait(DropBound);
    }

    /// <summary>Joins again once the member has given everything back.</summary>
    /// <remarks>The client puts both off while it rebalances, and of two that wait only the later one counts: a member
    /// that subscribes at once to what it has asks the group for nothing.</remarks>
    private void JoinOnceGone() => Ask(() =>
    {
        var isGone = _consumer.Subscription.Count == 0 && _consumer.Assignment.Count == 0;
        if (!isGone && Stopwatch.GetElapsedTime(_leaving!.Value) < LeaveBound) return;
        _leaving = null;
        _consumer.Subscribe(_topic);
    });

    /// <summary>A client that is out refuses every call: the next poll says why.</summary>
    private void Ask(Action call)
    {
        try
        {
            call();
        }
        catch (KafkaException failure) when (failure.Error.IsFatal || IsFencing(failure.Error))
        {
            _fatal ??= failure.Error.Reason;
        }
    }

    /// <summary>
    /// Pause and Seek fail inside the handler, so partitions start parked at their end and are paused after.
    /// </summary>
    private List<TopicPartitionOffset> OnAssigned(
        IConsumer<byte[]?, byte[]?> client, List<TopicPartition> partitions)
    {
        var ids = Ids(partitions);
        if (IsCurrent(client))
        {
            _parked.AddRange(ids);
            Call(() => _listener?.Assigned(ids));
        }

        return partitions.ConvertAll(partition => new TopicPartitionOffset(partition, Offset.End));
    }

    private void OnRevoked(
        IConsumer<byte[]?, byte[]?> client, List<TopicPartitionOffset> partitions, bool isLost)
    {
        if (!IsCurrent(client)) return;
        var ids = Ids(partitions.ConvertAll(partition => partition.TopicPartition));
        _parked.RemoveAll(partition => Array.IndexOf(ids, partition) >= 0);
        Call(() => _listener?.Revoked(ids, isLost));
    }

    // A client that was given up has no say: its end runs on a thread of its own, and what it still reports
    // is not about the partitions of the one that follows it.
    private bool IsCurrent(IClient client) => !_isClosed && ReferenceEquals(client, _consumer);

    private void PauseParked()
    {
        if (_parked.Count == 0) return;
        Ask(() => _consumer.Pause(_parked.ConvertAll(partition => new TopicPartition(_topic, partition))));
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

    private void OnError(IClient client, Error error)
    {
        if (!IsCurrent(client)) return;
        if (error.IsFatal || IsFencing(error)) _fatal ??= error.Reason;
        else _log.OnError?.Invoke(error);
    }

    private Exception Explain(string fatal)
    {
        _fatal = fatal;
        return IsAboutIdentity(fatal)
            ? new FencedMemberException(fatal)
            : new LostClientException($"the consumer cannot go on: {fatal}");
    }

    private static bool IsFencing(Error error) =>
        error.Code is ErrorCode.FencedInstanceId or ErrorCode.UnreleasedInstanceId;

    /// <summary>The client tells a fatal error's own code by no call, only its words: another member took our id, or,
    /// under the protocol of KIP-848, the broker has not let go of the one that had it.</summary>
    private static bool IsAboutIdentity(string fatal) =>
        fatal.Contains("fenced", StringComparison.OrdinalIgnoreCase)
        || fatal.Contains("instance ID is still used", StringComparison.OrdinalIgnoreCase);

    private static int[] Ids(List<TopicPartition> partitions)
    {
        var ids = new int[partitions.Count];
        for (var index = 0; index < ids.Length; index++) ids[index] = partitions[index].Partition.Value;
        return ids;
    }
}
