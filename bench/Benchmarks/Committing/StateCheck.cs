using Benchmarks.Input;
using Benchmarks.Processing;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.State;

namespace Benchmarks.Committing;

/// <summary>Reads a state topic as any other program would, and holds it against what was generated.</summary>
internal static class StateCheck
{
    /// <summary>The averages have to be the generator's numbers up to the ledgers' positions, to the last bit; of an
    /// input of faulty orders none, and each a dead letter.</summary>
    /// <exception cref="ProgramException">They are not: the run is void.</exception>
    public static void Run(PipelineBench bench, OrderInput input, string state, OrderWork work, string run)
    {
        using var averages = new AveragesReader(
            () => new CommittedLogReader(bench.Clients.Config, bench.Clients.Log, TimeProvider.System),
            state,
            work.Decoder);
        var report = averages.Read(CancellationToken.None);
        var offsets = new long[OrderInput.Partitions];
        foreach (var (partition, (_, nextOffset)) in report.Ledgers) offsets[partition] = nextOffset;
        if (input.Fault == OrderFault.None) ExpectedAverages.Before(input, offsets).Check(report, run);
        else CheckFaulty(input.Fault, report, offsets.Sum(), run);
    }

    private static void CheckFaulty(OrderFault fault, AveragesReport report, long read, string run)
    {
        var books = report.Books();
        var counted = fault == OrderFault.Invalid ? books.Validation : books.Deserialization;
        if (counted == read && books.DeadLettered == read && books.Averaged == 0) return;
        throw new ProgramException(
            ExitCode.Failed, $"{run} is void: of {read} faulty orders {counted} are dead letters of their kind");
    }
}
