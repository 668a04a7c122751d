using Confluent.Kafka;
using OrderPipeline.Messaging.Producing;
using OrderPipeline.Messaging.Transactions;

namespace Benchmarks.Committing;

/// <summary>The baseline of G9: the same steps without a transaction, so at least once.</summary>
/// <remarks>An idempotent producer that takes records as the other side's does; the offsets are committed to the group
/// once all records are acknowledged.</remarks>
internal sealed class PlainWriter : ITransactionalWriter
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private readonly string _inputTopic;
    private readonly Action<IEnumerable<TopicPartitionOffset>> _commit;
    private readonly IProducer<Null, Null> _producer;
    private readonly NativeProducer _records;
    private readonly ReportThread _reports;
    private readonly List<TopicPartitionOffset> _offsets = [];
    private readonly Acknowledgements _acknowledgements = new();

    public PlainWriter(ProducerConfig config, string inputTopic, Action<IEnumerable<TopicPartitionOffset>> commit)
    {
        (_inputTopic, _commit) = (inputTopic, commit);
        _producer = new ProducerBuilder<Null, Null>(NativeProducer.Reporting(config)).Build();
        _records = new NativeProducer(_producer, static error => Console.Error.WriteLine("# " + error.Reason));
        _reports = new ReportThread(_records, _acknowledgements);
    }

    public void Initialize()
    {
    }

    public void Begin() => _acknowledgements.Begin();

    public void Write(TransactionRecord record)
    {
        var outgoing = new OutgoingRecord(record.Topic, record.Key, record.Value)
        {
            HasKey = record.Key is not null,
            HasValue = record.Value is not null,
            Partition = record.Partition,
        };
        var error = _records.TryProduce(outgoing, _acknowledgements.Expect(record));
        if (error != ErrorCode.NoError)
            throw new TransactionException(TransactionFailure.Replace, $"a record was refused: {error}");
    }

    public void AwaitAcknowledgements()
    {
        _records.Flush(Bound);
        while (!_acknowledgements.AreComplete && _acknowledgements.WaitForMore(_acknowledgements.Answered, Bound))
        {
            // The next reports are waited for.
        }

        var isWhole = _acknowledgements.AreComplete && _acknowledgements.FirstFailure is null;
        if (!isWhole) throw new TransactionException(TransactionFailure.Replace, "a record was not acknowledged");
    }

    public void SendOffsets(IReadOnlyList<(int Partition, long Offset)> positions)
    {
        _offsets.Clear();
        foreach (var (partition, offset) in positions)
        {
            _offsets.Add(new TopicPartitionOffset(_inputTopic, partition, offset));
        }
    }

    public void Commit() => _commit(_offsets);

    public void Abort()
    {
    }

    public void Dispose()
    {
        _reports.Dispose();
        _records.Dispose();
        _producer.Dispose();
    }
}
