namespace TestKit.Clusters;

/// <summary>Topic names and a group that no other test uses, also not on a cluster that outlives the run.</summary>
public sealed class TestTopics
{
    private readonly string _prefix = $"t{Guid.NewGuid():N}"[..9];

    public string Orders => $"{_prefix}.orders";

    public string DeadLetters => $"{_prefix}.orders.DLQ";

    public string Averages => $"{_prefix}.orders.averages";

    public string Redrives => $"{_prefix}.orders.redrives";

    public string Group => $"{_prefix}.order-aggregation";

    /// <summary>The settings of sections Topics and Consumer that name them, as command line arguments.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        $"--Topics:Orders={Orders}",
        $"--Topics:DeadLetters={DeadLetters}",
        $"--Topics:Averages={Averages}",
        $"--Topics:Redrives={Redrives}",
        $"--Consumer:Group={Group}",
    ];

    /// <summary>A name for one more topic.</summary>
    public string Other(string name) => $"{_prefix}.{name}";
}
