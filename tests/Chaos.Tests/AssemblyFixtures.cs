using Chaos.Tests.Brokers;
using Chaos.Tests.Running;

[assembly: AssemblyFixture(typeof(ChaosClusters))]
[assembly: AssemblyFixture(typeof(ChaosTally))]
// Runs of chaos share two cores with brokers and instances: side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
