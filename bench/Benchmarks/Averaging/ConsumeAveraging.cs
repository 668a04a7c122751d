using Benchmarks.Clusters;
using Benchmarks.Input;
using Benchmarks.Measuring;
using Confluent.Kafka;
using OrderPipeline.Messaging.Hosting;

namespace Benchmarks.Averaging;

/// <summary>The baseline of G7: a loop over Confluent.Kafka's <c>Consume</c>, set as in its own benchmark.</summary>
internal sealed class ConsumeAveraging(BenchClients clients, OrderInput input, ExpectedAverages expected)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    public Sample Run()
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = clients.Cluster.BootstrapServers,
            GroupId = clients.NewName("consume"),
            SessionTimeoutMs = 6000,
            ConsumeResultFields = "none",
            QueuedMinMessages = 1_000_000,
            EnableAutoCommit = false,
        };
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(config).Build();
        consumer.QueryWatermarkOffsets(new TopicPartition(input.Topic, 0), Bound);
        var averages = new RunningAverages();
        var meter = Meter.Start();
        consumer.Assign(Enumerable.Range(0, OrderInput.Partitions)
            .Select(partition => new TopicPartitionOffset(input.Topic, partition, Offset.Beginning)));
        for (var count = 0; count < input.Count; count++)
        {
            var result = consumer.Consume(Bound)
                ?? throw new ProgramException(ExitCode.Unreachable, $"Consume gave nothing for {Bound.TotalSeconds} s");
            averages.Add(result.Message.Value);
        }

        var sample = meter.Stop(input.Count);
        expected.Check(averages.All, "Consume");
        return sample;
    }
}
