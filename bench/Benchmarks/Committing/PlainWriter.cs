using Confluent.Kafka;
using OrderPipeline.Messaging.Transactions;

namespace Benchmarks.Committing;

/// <summary>The baseline of G9: the same steps without a transaction, so at least once.</summary>
/// <remarks>An idempotent producer; the offsets are committed to the group once all records are acknowledged.</remarks>
internal sealed class PlainWriter(
    ProducerConfig config, string inputTopic, Action<IEnumerable<TopicPartitionOffset>> commit)
    : ITransactionalWriter
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private readonly IProducer<byte[]?, byte[]?> _producer = new ProducerBuilder<byte[]?, byte[]?>(config).Build();
    private readonly List<TopicPartitionOffset> _offsets = [];
    private Acknowledgements _acknowledgements = new();

    public void Initialize()
    {
    }

    public void Begin() => _acknowledgements = new Acknowledgements();

    public void Write(TransactionRecord record)
    {
        var acknowledgements = _acknowledgements;
        acknowledgements.Expect();
        _producer.Produce(
            new TopicPartition(record.Topic, record.Partition),
            new Message<byte[]?, byte[]?> { Key = record.Key, Value = record.Value },
            report => acknowledgements.Add(record, report.Error));
    }

    public void AwaitAcknowledgements()
    {
        var isWhole = _acknowledgements.Wait(Bound) && _acknowledgements.FirstFailure is null;
        if (!isWhole) throw new TransactionException(TransactionFailure.Replace, "a record was not acknowledged");
    }

    public void SendOffsets(IReadOnlyList<(int Partition, long Offset)> positions)
    {
        _offsets.Clear();
        foreach (var (partition, offset) in positions)
        {
            _offsets.Add(new TopicPartitionOffset(inputTopic, partition, offset));
        }
    }

    public void Commit() => commit(_offsets);

    public void Abort()
    {
    }

    public void Dispose() => _producer.Dispose();
}
