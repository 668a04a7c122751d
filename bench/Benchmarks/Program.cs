using Benchmarks;
using Benchmarks.Clusters;
using Benchmarks.Codec;
using Benchmarks.Reporting;
using OrderPipeline.Messaging.Hosting;
using TestKit.Repository;

try
{
    var arguments = BenchArguments.Parse(args);
    var load = MachineLoad.Describe();
    var table = new GoalTable(Console.Out);
    table.Note(load);
    CodecGoals.Measure(arguments, table);
    if (arguments.NeedsBroker)
    {
        await using var cluster = await BenchCluster.StartAsync();
        await PipelineGoals.MeasureAsync(arguments, cluster, table);
    }

    if (arguments.IsWritten) BenchmarksPage.Write(RepositoryRoot.PathOf("docs/BENCHMARKS.md"), table, arguments, load);
    return ExitCode.Done;
}
catch (ProgramException failure)
{
    Console.Error.WriteLine($"error: {failure.Message}");
    return failure.ExitCode;
}
