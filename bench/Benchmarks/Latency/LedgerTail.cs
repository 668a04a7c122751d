using Benchmarks.Clusters;
using Benchmarks.Input;
using Confluent.Kafka;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Consuming;

namespace Benchmarks.Latency;

/// <summary>Another program's view: sees each ledger as soon as a read-committed reader can.</summary>
internal sealed class LedgerTail : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly BatchRecordSource _source;
    private Visitor _visitor;

    /// <param name="clients">The cluster.</param>
    /// <param name="topic">The state topic; it is read from its end as of now.</param>
    /// <param name="decoder">Reads the ledgers.</param>
    /// <param name="onLedger">Takes a partition and its next offset.</param>
    public LedgerTail(BenchClients clients, string topic, StateDecoder decoder, Action<int, long> onLedger)
    {
        _consumer = new ConsumerBuilder<byte[]?, byte[]?>(clients.Config.Reader()).Build();
        _source = new BatchRecordSource(_consumer, topic);
        _visitor = new Visitor(decoder, onLedger);
        var starts = new List<TopicPartitionOffset>();
        for (var partition = 0; partition < OrderInput.Partitions; partition++)
        {
            var at = new TopicPartition(topic, partition);
            starts.Add(new TopicPartitionOffset(at, _consumer.QueryWatermarkOffsets(at, Bound).High));
        }

        _consumer.Assign(starts);
    }

    /// <summary>Waits a millisecond for what there is.</summary>
    public void Poll() => _source.Poll(1, ref _visitor);

    public void Dispose()
    {
        _source.Dispose();
        _consumer.Dispose();
    }

    private readonly struct Visitor(StateDecoder decoder, Action<int, long> onLedger) : IRecordVisitor
    {
        public void Visit(in RecordView record)
        {
            if (!StateDecoder.IsLedger(record)) return;
            var place = new StatePlace(record.Topic, record.Partition, record.Offset);
            onLedger(record.Partition, decoder.DecodeLedger(record.Value, place).NextOffset);
        }

        public void VisitEnd(int partition, long offset)
        {
        }

        public void VisitError(int partition, ErrorCode code, string reason)
        {
        }
    }
}
