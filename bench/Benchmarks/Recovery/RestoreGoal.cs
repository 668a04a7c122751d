using Benchmarks.Input;
using Benchmarks.Measuring;
using Benchmarks.Reporting;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;

namespace Benchmarks.Recovery;

/// <summary>G15: restoring the states against only reading the same records with the same reader.</summary>
internal static class RestoreGoal
{
    private const int Products = 1_000_000;
    private const double LimitSeconds = 2;

    public static async Task MeasureAsync(PipelineBench bench)
    {
        var settings = new Dictionary<string, string> { ["cleanup.policy"] = "compact" };
        var topic = await bench.Clients.CreateTopicAsync("averages", OrderInput.Partitions, settings);
        using var writing = await bench.CreateWorkAsync();
        var records = new StateLoad(bench.Clients, topic).Write(writing, Products);
        using var log = new CommittedLogReader(bench.Clients.Config, bench.Clients.Log, TimeProvider.System);
        var duel = Duel.Run(bench.Arguments.Rounds, () => Restore().GetAwaiter().GetResult(), Read);
        bench.Table.Add(GoalResult.AtLeast("G15", "restore of states against a bare read", duel.Speed, 0.5) with
        {
            Details = Details.Of(duel),
        });
        var seconds = Products / duel.Ours.PerSecond;
        bench.Table.Add(new GoalResult(
            "G15", $"restore of {Products:N0} products", seconds, " s", LimitSeconds, IsCeiling: true));

        // With new tables each time, as a start has them.
        async Task<Sample> Restore()
        {
            using var work = await bench.CreateWorkAsync();
            var (meter, restored) = (Meter.Start(), 0L);
            for (var partition = 0; partition < OrderInput.Partitions; partition++)
            {
                var builder = work.Store.StartRestore(partition);
                log.Read(topic, [new LogStart(partition)], builder.Add, CancellationToken.None);
                restored += ((PartitionAverages)builder.Complete()).Books.Counts.Averaged;
            }

            if (restored != Products) throw new InvalidOperationException($"{restored} products were restored");
            return meter.Stop(records);
        }

        Sample Read()
        {
            var (meter, read) = (Meter.Start(), 0L);
            for (var partition = 0; partition < OrderInput.Partitions; partition++)
                log.Read(topic, [new LogStart(partition)], Count, CancellationToken.None);
            return meter.Stop(read);

            void Count(in RecordView record) => read++;
        }
    }
}
