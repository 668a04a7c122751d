using System.Text;
using Confluent.Kafka;
using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using OrderPipeline.Contracts.Topics;

namespace OrderPipeline.Demo.Balancing;

/// <summary>How far the consumer's committed ledgers have come, read from the topic of the averages as they are
/// written.</summary>
internal sealed class LedgerProgress : IDisposable
{
    private const int FrameSize = 5;
    private static readonly TimeSpan OnePoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(5);

    private static readonly byte[] LedgerKey = Encoding.UTF8.GetBytes(TopicNames.LedgerKey);

    private readonly IConsumer<byte[], byte[]> _consumer;
    private readonly long[] _nextOffsets;

    public LedgerProgress(string bootstrapServers, int partitions)
    {
        _nextOffsets = new long[partitions];
        _consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            ClientId = "demo",
            // Never joined: partitions are assigned by hand and nothing is committed.
            GroupId = "demo",
            EnableAutoCommit = false,
            IsolationLevel = IsolationLevel.ReadCommitted,
            AutoOffsetReset = AutoOffsetReset.Earliest,
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        _consumer.Assign(Enumerable.Range(0, partitions)
            .Select(partition => new TopicPartitionOffset(TopicNames.Averages, partition, Offset.Beginning)));
    }

    /// <summary>Records of the orders' topic that are averaged or dead letters, over all partitions.</summary>
    public long Done => _nextOffsets.Sum();

    /// <summary>Takes in what has been written; waits a tenth of a second at most where nothing has.</summary>
    public void Advance()
    {
        for (var result = _consumer.Consume(OnePoll); result is not null; result = _consumer.Consume(TimeSpan.Zero))
        {
            if (result.Message.Key is { } key && key.AsSpan().SequenceEqual(LedgerKey)
                && result.Message.Value is { Length: > FrameSize } value)
                Take(result.Partition, value);
        }
    }

    /// <summary>Whether the ledgers have reached the present ends of all partitions of the orders.</summary>
    public bool HasReachedEnds()
    {
        for (var partition = 0; partition < _nextOffsets.Length; partition++)
        {
            var ends = _consumer.QueryWatermarkOffsets(new TopicPartition(TopicNames.Orders, partition), OneAnswer);
            if (_nextOffsets[partition] < ends.High.Value)
                return false;
        }

        return true;
    }

    public void Dispose() => _consumer.Dispose();

    private void Take(int partition, byte[] value)
    {
        var reader = new AvroReader(value.AsSpan(FrameSize));
        if (Ledger.TryRead(ref reader, out var ledger).IsOk)
            _nextOffsets[partition] = ledger!.NextOffset;
    }
}
