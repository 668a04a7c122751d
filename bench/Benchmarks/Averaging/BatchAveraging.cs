using Benchmarks.Clusters;
using Benchmarks.Input;
using Benchmarks.Measuring;
using Benchmarks.Processing;
using Confluent.Kafka;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Pipeline.Retries;
using OrderPipeline.Messaging.Settings;

namespace Benchmarks.Averaging;

/// <summary>Our side of G7: the pipeline's batch source, intake, lanes, handler and averages; no output.</summary>
internal sealed class BatchAveraging(
    BenchClients clients, OrderInput input, ExpectedAverages expected, Func<Task<OrderWork>> createWork)
{
    private const int PollMs = 5;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    public Sample Run()
    {
        using var work = createWork().GetAwaiter().GetResult();
        var config = clients.Config.GroupConsumer(new ConsumerOptions { Group = clients.NewName("batch") }, "bench");
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(config).Build();
        using var source = new BatchRecordSource(consumer, input.Topic);
        consumer.QueryWatermarkOffsets(new TopicPartition(input.Topic, 0), Bound);
        var lanes = OpenLanes(work);
        var intake = Intake(work, lanes);
        var visitor = new LaneVisitor<AveragedOrder>(intake, OnError);
        var meter = Meter.Start();
        consumer.Assign(Enumerable.Range(0, OrderInput.Partitions)
            .Select(partition => new TopicPartitionOffset(input.Topic, partition, 0)));
        Read(source, intake, lanes, ref visitor);
        var sample = meter.Stop(input.Count);
        foreach (var lane in lanes.All) lane.Commit();
        expected.Check(work.Store.Report(), "the batch consumer");
        return sample;
    }

    private static LaneTable<AveragedOrder> OpenLanes(OrderWork work)
    {
        var lanes = new LaneTable<AveragedOrder>();
        for (var partition = 0; partition < OrderInput.Partitions; partition++)
        {
            var lane = new Lane<AveragedOrder>(partition, capacity: 1000);
            var state = work.Store.StartRestore(partition).Begin(0, null);
            lane.Open(state);
            lane.Status = LaneStatus.Running;
            work.Store.Opened(partition, state);
            lanes.Add(lane);
        }

        return lanes;
    }

    private RecordIntake<AveragedOrder> Intake(OrderWork work, LaneTable<AveragedOrder> lanes)
    {
        var options = new PipelineOptions { InputTopic = input.Topic, StateTopic = "", DeadLetterTopic = "" };
        var side = new SideRetry<AveragedOrder>(
            work.Handler, options, work.Observer, TimeProvider.System, new Random(1));
        return new RecordIntake<AveragedOrder>(
            lanes, work.Handler, side, new UnpausedConsumer(), options, TimeProvider.System);
    }

    private void Read(
        BatchRecordSource source,
        RecordIntake<AveragedOrder> intake,
        LaneTable<AveragedOrder> lanes,
        ref LaneVisitor<AveragedOrder> visitor)
    {
        var (read, since) = (0L, TimeProvider.System.GetTimestamp());
        while (read < input.Count)
        {
            intake.StartPoll();
            source.Poll(PollMs, ref visitor);
            var before = read;
            read = lanes.All.Sum(lane => lane.AppliedTo);
            if (read > before) since = TimeProvider.System.GetTimestamp();
            else if (TimeProvider.System.GetElapsedTime(since) > Bound) throw Stuck(read);
        }
    }

    private static void OnError(int partition, ErrorCode code, string reason) => Console.Error.WriteLine($"# {reason}");

    private ProgramException Stuck(long read) => new(
        ExitCode.Unreachable,
        $"the batch consumer read {read} of {input.Count} records, then nothing for {Bound.TotalSeconds} s");
}
