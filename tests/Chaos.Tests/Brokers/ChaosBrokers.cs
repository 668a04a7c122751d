using Chaos.Tests.Plans;
using TestKit.Clusters;

namespace Chaos.Tests.Brokers;

/// <summary>The nodes of a real cluster, to which a plan is done, and what each logged before it died.</summary>
internal sealed class ChaosBrokers(KitBrokers brokers, int nodes, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<string> _logs = [];

    public int Nodes => nodes;

    /// <summary>How many nodes were killed.</summary>
    public int Kills { get; private set; }

    /// <summary>What the nodes that died had logged.</summary>
    public IReadOnlyList<string> Logs
    {
        get
        {
            lock (_gate) return [.. _logs];
        }
    }

    /// <summary>Does the fault, and ends once the node serves again.</summary>
    public async Task DoAsync(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                Keep(fault.Target);
                await brokers.KillAsync(fault.Target);
                Kills++;
                await Task.Delay(fault.For, clock);
                await brokers.RestartAsync(fault.Target);
                break;
            case FaultKind.Stop:
                Keep(fault.Target);
                await brokers.StopAsync(fault.Target);
                await Task.Delay(fault.For, clock);
                await brokers.RestartAsync(fault.Target);
                break;
            default:
                await brokers.PauseAsync(fault.Target);
                await Task.Delay(fault.For, clock);
                await brokers.ResumeAsync(fault.Target);
                break;
        }
    }

    /// <summary>Keeps what all nodes have logged since they were started last.</summary>
    public void KeepAll()
    {
        for (var node = 1; node <= nodes; node++) Keep(node);
    }

    private void Keep(int node)
    {
        if (!File.Exists(brokers.LogOf(node))) return;
        lock (_gate) _logs.Add($"--- node {node}\n{File.ReadAllText(brokers.LogOf(node))}");
    }
}
