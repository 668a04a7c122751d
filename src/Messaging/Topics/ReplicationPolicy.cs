namespace OrderPipeline.Messaging.Topics;

/// <summary>Judges whether the end of one broker can lose what was acknowledged.</summary>
internal static class ReplicationPolicy
{
    private const int EnoughBrokers = 3;

    /// <summary>False for clusters too small to outlive a broker.</summary>
    public static bool Concerns(int brokers) => brokers >= EnoughBrokers;

    /// <summary>One sentence for each weakness, naming all topics that have it.</summary>
    /// <param name="topics">The topics to judge.</param>
    /// <param name="brokers">How many brokers the cluster has.</param>
    /// <param name="replicas">Replicas by topic.</param>
    /// <param name="configs">Settings by topic.</param>
    public static IEnumerable<string> Warnings(
        IReadOnlyList<string> topics,
        int brokers,
        IReadOnlyDictionary<string, int> replicas,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> configs)
    {
        if (!Concerns(brokers)) yield break;
        var single = topics.Where(topic => replicas.GetValueOrDefault(topic) == 1).ToList();
        if (single.Count > 0)
        {
            yield return
                $"{string.Join(", ", single)} {(single.Count == 1 ? "has" : "have")} one replica on a cluster of " +
                $"{brokers} brokers, so the end of one loses records: make new topics with Topics:ReplicationFactor=3";
        }

        var unsure = topics.Where(topic => replicas.GetValueOrDefault(topic) >= 3
            && configs.GetValueOrDefault(topic)?.GetValueOrDefault("min.insync.replicas") == "1").ToList();
        if (unsure.Count > 0)
        {
            yield return
                $"{string.Join(", ", unsure)} {(unsure.Count == 1 ? "has" : "have")} min.insync.replicas=1 with 3 " +
                "replicas, so an acknowledged record can stand on one broker only: set it to 2";
        }
    }
}
