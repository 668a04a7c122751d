using TestKit.Clusters;

[assembly: AssemblyFixture(typeof(KafkaClusterFixture))]

// What these tests do is mostly waiting: for sessions that end, for brokers that start.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
