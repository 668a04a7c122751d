using Benchmarks.Averaging;
using Benchmarks.Input;
using Benchmarks.Measuring;
using Confluent.Kafka;
using OrderPipeline.Messaging.Hosting;

namespace Benchmarks.Committing;

/// <summary>The baseline of G10: consume, process, produce, send the offsets, commit, as Confluent publishes it, with
/// the clients' default settings.</summary>
internal sealed class ConfluentPattern(PipelineBench bench, OrderInput input, int size, int records)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    public Sample Run() => RunAsync().GetAwaiter().GetResult();

    private async Task<Sample> RunAsync()
    {
        var output = await bench.Clients.CreateTopicAsync("averages", OrderInput.Partitions);
        var name = bench.Clients.NewName("pattern");
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig
        {
            BootstrapServers = bench.Clients.Cluster.BootstrapServers,
            GroupId = name,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
        }).Build();
        using var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig
        {
            BootstrapServers = bench.Clients.Cluster.BootstrapServers,
            TransactionalId = name,
        }).Build();
        producer.InitTransactions(Bound);
        consumer.Subscribe(input.Topic);
        var averages = new RunningAverages();
        var offsets = new long[OrderInput.Partitions];
        Meter? meter = null;
        for (var count = 0; count < records; count += size)
        {
            producer.BeginTransaction();
            for (var inTransaction = 0; inTransaction < size; inTransaction++)
            {
                var result = consumer.Consume(Bound)
                    ?? throw new ProgramException(ExitCode.Unreachable, "Confluent's pattern was given nothing");
                meter ??= Meter.StartRunning();
                offsets[result.Partition] = result.Offset + 1;
                var (product, average) = averages.Add(result.Message.Value);
                producer.Produce(output, new Message<string, byte[]>
                {
                    Key = product,
                    Value = BitConverter.GetBytes(average.Average),
                });
            }

            var positions = consumer.Assignment
                .Select(partition => new TopicPartitionOffset(partition, consumer.Position(partition)))
                .Where(position => !position.Offset.IsSpecial);
            producer.SendOffsetsToTransaction(positions, consumer.ConsumerGroupMetadata, Bound);
            producer.CommitTransaction(Bound);
        }

        var sample = meter!.Stop(records);
        ExpectedAverages.Before(input, offsets).Check(averages.All, "Confluent's pattern");
        consumer.Close();
        await bench.Clients.DeleteTopicAsync(output);
        return sample;
    }
}
