using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>Reads the averages as committed, over all partitions and instances; joins no group.</summary>
internal sealed class AveragesReader(Func<CommittedLogReader> openLog, string topic, StateDecoder decoder)
    : IDisposable
{
    private readonly ProductTable _products = new();
    private CommittedLogReader? _log;

    /// <summary>Reads the state topic to its committed end.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer.</exception>
    public AveragesReport Read(CancellationToken stop)
    {
        try
        {
            return Read(_log ??= openLog(), stop);
        }
        catch (StateUnavailableException)
        {
            // A client whose broker was restarted can go on asking with an old leader epoch: the next try takes
            // a new one.
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _log?.Dispose();
        _log = null;
    }

    private AveragesReport Read(CommittedLogReader log, CancellationToken stop)
    {
        var count = log.PartitionCount(topic);
        var collectors = new StateCollector[count];
        var starts = new LogStart[count];
        for (var partition = 0; partition < count; partition++)
        {
            collectors[partition] = new StateCollector(partition, _products, decoder);
            starts[partition] = new LogStart(partition);
        }

        var report = new AveragesReport();
        foreach (var end in log.Read(topic, starts, Add, stop))
        {
            if (end.IsHeld) report.Hold(end.Partition);
        }

        for (var partition = 0; partition < count; partition++) AddTo(report, partition, collectors[partition]);
        return report;

        void Add(in RecordView record) => collectors[record.Partition].Add(record);
    }

    private static void AddTo(AveragesReport report, int partition, StateCollector collector)
    {
        if (!collector.HasLedger) return;
        try
        {
            var (books, nextOffset, products) = collector.Complete();
            report.Add(books, nextOffset);
            foreach (var (product, statistics) in products) report.Add(product.Name, statistics);
        }
        catch (PartitionStateException failure)
        {
            // The others are as good as ever.
            report.Damage(partition, failure.Message);
        }
    }
}
