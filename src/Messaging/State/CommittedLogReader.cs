using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Native;
using OrderPipeline.Messaging.Settings;

namespace OrderPipeline.Messaging.State;

/// <summary>
/// Reads what is committed in partitions up to their ends as of now; joins no group, commits nothing (DESIGN
/// 3).
/// </summary>
/// <remarks>
/// The end is asked for read-uncommitted, the records are read read-committed: a reader that stops at the
/// first end it is
/// told misses the last transaction, whose end the broker learns some milliseconds later. One thread at a
/// time uses it.
/// </remarks>
public sealed class CommittedLogReader : IDisposable
{
    private const int PollMs = 10;

    /// <summary>Added to the transactions' time-out: by then the broker has aborted what nobody ends.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(3);

    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly IAdminClient _admin;
    private readonly OffsetClient _offsets;
    private readonly bool _ownsOffsets;
    private readonly TimeSpan _longestStandstill;
    private readonly TimeProvider _clock;
    private IRecordSource? _source;
    private string _sourceTopic = "";

    /// <summary>Makes the clients; nothing is asked yet.</summary>
    /// <param name="config">Makes the client's configuration and knows the transactions' time-out.</param>
    /// <param name="log">Hears what the client reports.</param>
    /// <param name="clock">Measures the waits.</param>
    public CommittedLogReader(KafkaClientConfig config, KafkaLog log, TimeProvider clock)
        : this(config, log, clock, null, null)
    {
    }

    /// <param name="config">Makes the client's configuration and knows the transactions' time-out.</param>
    /// <param name="log">Hears what the client reports.</param>
    /// <param name="clock">Measures the waits.</param>
    /// <param name="offsets">Asks for beginnings and ends, and outlives this; null makes one.</param>
    /// <param name="group">The group whose offsets it may be asked for, or null.</param>
    internal CommittedLogReader(
        KafkaClientConfig config, KafkaLog log, TimeProvider clock, OffsetClient? offsets, string? group)
    {
        ArgumentNullException.ThrowIfNull(config);
        _longestStandstill = config.TransactionTimeout + Grace;
        _clock = clock;
        _consumer = new ConsumerBuilder<byte[]?, byte[]?>(config.Reader(group))
            .SetErrorHandler((_, error) => log.OnError(error))
            .SetLogHandler((_, message) => log.OnLog(message))
            .Build();
        _admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
        _ownsOffsets = offsets is null;
        _offsets = offsets ?? new OffsetClient(config, log);
    }

    /// <summary>Connects, and learns who leads the topic's partitions: the first reading waits for neither.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer within the bound.</exception>
    public void Meet(string topic, TimeSpan bound)
    {
        Asking.Meet(_admin, topic, bound);
        _offsets.Meet(topic, bound);
    }

    /// <summary>The group's committed offset in one partition, or null; an open transaction's is waited for.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer, or denies it.</exception>
    internal long? GroupOffset(string topic, int partition)
    {
        try
        {
            return GroupOffsets.Of(_consumer, topic, [partition], OneAnswer).TryGetValue(partition, out var offset)
                ? offset
                : null;
        }
        catch (KafkaException failure)
        {
            throw new StateUnavailableException(
                $"the group's offset of {topic}[{partition}]: {failure.Error.Reason}", failure);
        }
    }

    /// <summary>How many partitions the topic has; 0 where there is no such topic.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer, or denies it.</exception>
    public int PartitionCount(string topic)
    {
        try
        {
            var found = _offsets.Admin.GetMetadata(topic, OneAnswer).Topics.Find(entry => entry.Topic == topic);
            return found?.Error.Code switch
            {
                null or ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic => 0,
                ErrorCode.NoError or ErrorCode.LeaderNotAvailable => found.Partitions.Count,
                _ => throw new StateUnavailableException($"topic {topic} cannot be read: {found.Error.Reason}"),
            };
        }
        catch (KafkaException failure)
        {
            throw new StateUnavailableException($"topic {topic}: {failure.Error.Reason}", failure);
        }
    }

    /// <summary>
    /// Reads the partitions, their records in order within each; what comes after their ends is left out.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="starts">The partitions, each once.</param>
    /// <param name="onRecord">Takes a record on this thread; what it throws ends the reading and comes
    /// through.</param>
    /// <param name="cancellation">Ends the reading within some milliseconds.</param>
    /// <param name="onProgress">Hears every few seconds how far a reading is that takes long, on this thread.</param>
    /// <returns>For each partition how far it was read, in the order of <paramref name="starts"/>.</returns>
    /// <exception cref="StateUnavailableException">The cluster does not answer, or the log moved under the
    /// reader.</exception>
    public IReadOnlyList<LogEnd> Read(
        string topic,
        IReadOnlyList<LogStart> starts,
        StateRecordAction onRecord,
        CancellationToken cancellation,
        Action<LogEnd>? onProgress = null)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(onRecord);
        var progress = new LogProgress(Ranges(topic, starts), onRecord);
        try
        {
            _consumer.Assign(progress.Unread.Select(
                range => new TopicPartitionOffset(topic, range.Partition, range.Reached)));
            var source = Source(topic);
            var visitor = new LogVisitor(progress);
            var (seen, since) = (0L, _clock.GetTimestamp());
            var told = since;
            while (!progress.IsDone)
            {
                cancellation.ThrowIfCancellationRequested();
                source.Poll(PollMs, ref visitor);
                if (progress.Refusal is { } refusal)
                    throw Refused($"topic {topic}: {refusal}", progress.Error);
                if (onProgress is not null && _clock.GetElapsedTime(told) >= BetweenProgress)
                {
                    told = _clock.GetTimestamp();
                    foreach (var unread in progress.Result().Where(end => end.IsHeld)) onProgress(unread);
                }

                if (progress.Steps != seen)
                    (seen, since) = (progress.Steps, _clock.GetTimestamp());
                else if (_clock.GetElapsedTime(since) > _longestStandstill)
                {
                    CheckHeld(topic, progress);
                    break;
                }
            }
            return progress.Result();
        }
        catch (KafkaException failure)
        {
            throw new StateUnavailableException($"topic {topic}: {failure.Error.Reason}", failure);
        }
        finally
        {
            _consumer.Unassign();
        }
    }

    /// <summary>Ends the client.</summary>
    public void Dispose()
    {
        _source?.Dispose();
        if (_ownsOffsets) _offsets.Dispose();
        _admin.Dispose();
        _consumer.Dispose();
    }

    private static StateUnavailableException Refused(string message, Error? error) => error is null
        ? new StateUnavailableException(message)
        : new StateUnavailableException(message, new KafkaException(error));

    private IRecordSource Source(string topic)
    {
        if (_source is not null && _sourceTopic == topic)
            return _source;
        _source?.Dispose();
        _sourceTopic = topic;
        return _source = NativeCheck.Open(
            () => new BatchRecordSource(_consumer, topic), () => new SingleRecordSource(_consumer));
    }

    private List<LogRange> Ranges(string topic, IReadOnlyList<LogStart> starts)
    {
        _offsets.Meet(topic, OneAnswer);
        var partitions = starts.Select(static start => start.Partition).ToArray();
        var firsts = _offsets.Firsts(topic, partitions);
        // The end must count the transactions that are still open.
        var ends = _offsets.Ends(topic, partitions);
        return [.. starts.Select(start => new LogRange(
            start.Partition, firsts[start.Partition], ends[start.Partition],
            Math.Max(start.Offset ?? 0, firsts[start.Partition]), start.Limit))];
    }

    /// <summary>Tells an open transaction from a broker that stays silent.</summary>
    private void CheckHeld(string topic, LogProgress progress)
    {
        var unread = progress.Unread.ToArray();
        var committed = Asking.Offsets(
            _consumer, topic, unread.Select(static range => range.Partition), Offset.End, OneAnswer);
        if (Array.Find(unread, range => committed[range.Partition] >= range.Target) is { } silent)
            throw new StateUnavailableException(
                $"{topic}[{silent.Partition}] gave nothing for " +
                $"{_longestStandstill.TotalSeconds:0} s: is its broker up?");
    }
}
