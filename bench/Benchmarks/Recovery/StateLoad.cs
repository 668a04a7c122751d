using Benchmarks.Clusters;
using Benchmarks.Input;
using Benchmarks.Processing;
using Confluent.Kafka;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Producing;
using OrderPipeline.Messaging.State;

namespace Benchmarks.Recovery;

/// <summary>Writes states of many products, as commits would have left them.</summary>
internal sealed class StateLoad(BenchClients clients, string topic) : IDeliverySink
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private long _confirmed;

    /// <returns>Records written.</returns>
    /// <exception cref="ProgramException">The broker did not confirm all of them.</exception>
    public long Write(OrderWork work, int products)
    {
        using var producer = new SpanProducer(clients.Config.IdempotentProducer(), clients.Log);
        var written = 0L;
        for (var partition = 0; partition < OrderInput.Partitions; partition++)
        {
            var writer = new Writer(producer, this, topic, partition);
            var state = work.Store.StartRestore(partition).Begin(0, null);
            var count = products / OrderInput.Partitions;
            for (var number = 0; number < count; number++)
            {
                var name = System.Text.Encoding.UTF8.GetBytes($"Item{(number * OrderInput.Partitions) + partition}");
                state.Apply(new AveragedOrder(work.Products.GetOrAdd(name), 10f + (number % 90), null));
            }

            state.WriteChanges(writer, count);
            written += writer.Written;
        }

        var from = TimeProvider.System.GetTimestamp();
        while (producer.InFlight > 0 && TimeProvider.System.GetElapsedTime(from) < Bound) producer.Poll(Wait, this);
        return _confirmed == written
            ? written
            : throw new ProgramException(ExitCode.Unreachable, "the states could not be written");
    }

    public void OnReport(in DeliveryReport report)
    {
        if (report.Error == ErrorCode.NoError) _confirmed++;
    }

    private sealed class Writer(SpanProducer producer, IDeliverySink sink, string topic, int partition) : IStateWriter
    {
        public long Written { get; private set; }

        public void Write(byte[] key, byte[] value)
        {
            var record = new OutgoingRecord(topic, key, value) { Partition = partition };
            ErrorCode error;
            while ((error = producer.TryProduce(record, 0)) == ErrorCode.Local_QueueFull) producer.Poll(Wait, sink);
            if (error != ErrorCode.NoError) throw new ProgramException(ExitCode.Unreachable, $"a state: {error}");
            if (++Written % 1024 == 0) producer.Poll(TimeSpan.Zero, sink);
        }
    }
}
