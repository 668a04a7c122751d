using OrderPipeline.LocalCluster.Commands;

return await LocalCommand.RunAsync(args);
