using Confluent.Kafka;
using Confluent.Kafka.Admin;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;

namespace Benchmarks.Clusters;

/// <summary>Clients of the cluster with the programs' own settings, and topics of this run.</summary>
internal sealed class BenchClients : IDisposable
{
    private readonly IAdminClient _admin;
    private readonly string _prefix = $"bench{Guid.NewGuid():N}"[..13];
    private readonly List<string> _topics = [];
    private int _names;

    public BenchClients(BenchCluster cluster, BenchArguments arguments)
    {
        Cluster = cluster;
        var options = new KafkaOptions { BootstrapServers = cluster.BootstrapServers };
        foreach (var (name, value) in arguments.Consumer) options.Consumer[name] = value;
        foreach (var (name, value) in arguments.Producer) options.Producer[name] = value;
        Config = new KafkaClientConfig(options, "bench");
        Log = new KafkaLog(Console.Error.WriteLine, TimeProvider.System, cluster.BootstrapServers);
        _admin = new AdminClientBuilder(Config.Admin()).Build();
    }

    public BenchCluster Cluster { get; }

    public KafkaClientConfig Config { get; }

    public KafkaLog Log { get; }

    /// <summary>A name that nothing else on the cluster has.</summary>
    public string NewName(string what) => $"{_prefix}.{++_names}.{what}";

    public async Task<string> CreateTopicAsync(string what, int partitions, Dictionary<string, string>? settings = null)
    {
        var name = NewName(what);
        await CreateTopicAsync(name, settings, partitions);
        return name;
    }

    /// <summary>A topic with a name of the caller's own.</summary>
    public async Task CreateTopicAsync(string name, Dictionary<string, string>? settings = null, int partitions = 1)
    {
        await _admin.CreateTopicsAsync(
        [
            new TopicSpecification
            {
                Name = name,
                NumPartitions = partitions,
                ReplicationFactor = 1,
                Configs = settings ?? [],
            },
        ]);
        _topics.Add(name);
    }

    public async Task DeleteTopicAsync(string name)
    {
        _topics.Remove(name);
        await _admin.DeleteTopicsAsync([name]);
    }

    /// <summary>A cluster that was brought from elsewhere is left as it was.</summary>
    public void Dispose()
    {
        if (_topics.Count > 0) _admin.DeleteTopicsAsync(_topics).GetAwaiter().GetResult();
        _admin.Dispose();
    }
}
