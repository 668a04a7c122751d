using OrderPipeline.DlqMonitor.Commands;
using OrderPipeline.Messaging.Hosting;

return await ProgramHost.RunAsync("dlq-monitor", args, MonitorCommands.Create());
