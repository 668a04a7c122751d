using TestKit.Clusters;

[assembly: AssemblyFixture(typeof(KafkaClusterFixture))]
