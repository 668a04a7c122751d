using OrderPipeline.Demo.Commands;
using OrderPipeline.Messaging.Hosting;

var options = new DemoOptions();
var table = new CommandTable(
        "Runs the producer, the consumer and the monitor against an embedded Kafka, and balances their books.")
    .Default(
        "run", "Runs the demo.", context => DemoCommand.RunAsync(context, options.Read(context)), options.All);
return await ProgramHost.RunAsync("demo", args, table);
