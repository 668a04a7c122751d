using OrderPipeline.LocalCluster;

await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions(), default);
Console.WriteLine($"{cluster.BootstrapServers} {cluster.RegistryUrl}");
Console.ReadLine();
