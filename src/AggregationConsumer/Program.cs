using OrderPipeline.AggregationConsumer.Commands;
using OrderPipeline.Messaging.Hosting;

var table = new CommandTable("Keeps running averages of the prices of orders, exactly once.")
    .Default(
        "run",
        "Averages orders until it is told to stop.",
        RunCommand.RunAsync,
        RunCommand.UntilEnd, RunCommand.Live, RunCommand.Json, RunCommand.Quiet)
    .Add(
        "averages",
        "Prints the averages as committed, over all partitions and instances.",
        AveragesCommand.RunAsync,
        AveragesCommand.Watch, AveragesCommand.Json)
    .Add(
        "rebuild",
        "Forgets the averages; the next run counts again from the first order.",
        RebuildCommand.RunAsync,
        RebuildCommand.FromAvailable, RebuildCommand.Json)
    .Add(
        "release",
        "Lets a partition go on that its breaker stopped.",
        ReleaseCommand.RunAsync,
        ReleaseCommand.Partition, ReleaseCommand.To);
return await ProgramHost.RunAsync("aggregation-consumer", args, table);
