using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Producer.Commands;

var options = new RunOptions();
var table = new CommandTable("Sends orders to Kafka; what cannot be delivered becomes a dead letter.")
    .Default(
        "run", "Sends random orders, or a file's.", context => RunCommand.RunAsync(context, options), options.All)
    .Add("setup", "Makes the topics and registers the schemas; safe to repeat.", SetupCommand.RunAsync);
return await ProgramHost.RunAsync(ProducerSettings.Program, args, table);
