namespace Chaos.Tests.Running;

/// <summary>What one run came to.</summary>
internal sealed record RunFigures(string Name, int Seed)
{
    public int Orders { get; set; }

    public int InstanceKills { get; set; }

    public int BrokerKills { get; set; }

    /// <summary>Processes that ended though nobody had asked them to, and were started again.</summary>
    public int OwnEnds { get; set; }

    /// <summary>From SIGKILL to the next process's first committed average, the median and the longest.</summary>
    public (TimeSpan Median, TimeSpan Longest)? FirstAverage { get; set; }

    /// <summary>What else was measured, or nothing.</summary>
    public string Note { get; set; } = "";

    public TimeSpan Took { get; set; }

    public string? Failure { get; set; }

    public override string ToString()
    {
        var first = FirstAverage is var (median, longest)
            ? FormattableString.Invariant(
                $", first average after a kill {median.TotalSeconds:0.00} s (longest {longest.TotalSeconds:0.00} s)")
            : "";
        return FormattableString.Invariant(
            $"{Name} seed {Seed}: {(Failure is null ? "ok" : "FAILED")}, {Orders:N0} orders, ")
            + FormattableString.Invariant(
                $"{InstanceKills} instances killed, {BrokerKills} brokers killed, {OwnEnds} ended by themselves")
            + (Note.Length == 0 ? "" : $", {Note}")
            + FormattableString.Invariant($"{first}, {Took.TotalSeconds:0} s")
            + (Failure is null ? "" : $"\n  {Failure.Split('\n')[0]}");
    }
}
