using Confluent.Kafka;
using OrderPipeline.Messaging;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;

namespace OrderPipeline.DlqMonitor.Reading;

/// <summary>Follows a topic as records are committed to it, without a group and without a commit.</summary>
/// <remarks>One thread uses it. Partitions that are added later are taken up within seconds.</remarks>
internal sealed class DeadLetterFollower : IDisposable
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookForTopic = TimeSpan.FromSeconds(1);

    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly IAdminClient _admin;
    private readonly KafkaLog _log;
    private readonly TimeProvider _clock;
    private readonly string _topic;
    private int _partitions;
    private long _lookedAt;

    public DeadLetterFollower(KafkaClientConfig config, KafkaLog log, TimeProvider clock, string topic)
    {
        (_log, _clock, _topic) = (log, clock, topic);
        _consumer = new ConsumerBuilder<byte[]?, byte[]?>(config.Reader())
            .SetErrorHandler((_, error) => log.OnError(error))
            .SetLogHandler((_, message) => log.OnLog(message))
            .Build();
        _admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
    }

    /// <summary>Starts at the beginning, or with what is committed from now on.</summary>
    /// <returns>False where there is no such topic yet; it is then read from its beginning once it is
    /// there.</returns>
    public bool Start(bool isFromBeginning)
    {
        TakeUp(isFromBeginning ? Offset.Beginning : Offset.End);
        return _partitions > 0;
    }

    /// <summary>The next record, or null where none came within the time.</summary>
    /// <exception cref="ProgramException">The topic may not be read.</exception>
    public RecordCopy? Next(TimeSpan within)
    {
        // What is added after the start began after the start: it is read from its beginning.
        if (_clock.GetElapsedTime(_lookedAt) > (_partitions == 0 ? LookForTopic : LookAgain))
            TakeUp(Offset.Beginning);
        try
        {
            var result = _consumer.Consume(within);
            if (result is null)
                return null;
            _log.Reached();
            if (result.IsPartitionEOF || SweptRecord.Is(result.Message.Key, result.Message.Value)) return null;
            return Copy(result);
        }
        catch (ConsumeException failure) when (failure.Error.Code
            is ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed || failure.Error.IsFatal)
        {
            throw new ProgramException(ExitCode.Failed, $"{_topic} cannot be read: {failure.Error.Reason}", failure);
        }
        catch (ConsumeException failure)
        {
            _log.OnError(failure.Error);
            if (failure.Error.Code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange
                && failure.ConsumerRecord is { } at)
                // Retention took what was to be read; the monitor goes on with what is left.
                _consumer.Seek(new TopicPartitionOffset(at.TopicPartition, Offset.Beginning));
            return null;
        }
    }

    public void Dispose()
    {
        _admin.Dispose();
        _consumer.Dispose();
    }

    private void TakeUp(Offset start)
    {
        _lookedAt = _clock.GetTimestamp();
        int count;
        try
        {
            var found = _admin.GetMetadata(_topic, OneAnswer).Topics.Find(topic => topic.Topic == _topic);
            count = found?.Partitions.Count ?? 0;
        }
        catch (KafkaException)
        {
            // The cluster is away; what is assigned stays, and the next look may find more.
            return;
        }
        if (count <= _partitions)
            return;
        _consumer.IncrementalAssign(Enumerable.Range(_partitions, count - _partitions)
            .Select(partition => new TopicPartitionOffset(_topic, partition, start)));
        _partitions = count;
    }

    private static RecordCopy Copy(ConsumeResult<byte[]?, byte[]?> result) => new()
    {
        Topic = result.Topic,
        Partition = result.Partition,
        Offset = result.Offset,
        TimestampMs = result.Message.Timestamp.Type == TimestampType.NotAvailable
            ? null
            : result.Message.Timestamp.UnixTimestampMs,
        Key = result.Message.Key,
        Value = result.Message.Value,
        Headers = [.. (result.Message.Headers ?? [])
            .Select(header => new RecordHeader(header.Key, header.GetValueBytes()))],
    };
}
