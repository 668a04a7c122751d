using OrderPipeline.LocalCluster.Brokers;

using var brokers = MockBrokers.Start();
foreach (var (topic, partitions) in new[] { ("orders", 4), ("orders.DLQ", 1), ("orders.averages", 4), ("orders.redrives", 1) })
    brokers.CreateTopic(topic, partitions);
Console.WriteLine(brokers.BootstrapServers);
Console.ReadLine();
