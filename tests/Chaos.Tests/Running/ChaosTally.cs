using TestKit.Repository;

namespace Chaos.Tests.Running;

/// <summary>
/// Adds the runs up, in <c>artifacts/chaos/summary.txt</c>: a line for each as it ends, and one for all.
/// </summary>
public sealed class ChaosTally : IDisposable
{
    private static readonly string Summary = RepositoryRoot.PathOf("artifacts/chaos/summary.txt");

    private readonly Lock _gate = new();
    private readonly List<RunFigures> _runs = [];

    public ChaosTally()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Summary)!);
        File.Delete(Summary);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_runs.Count == 0) return;
            var failed = _runs.Where(run => run.Failure is not null).Select(run => run.Name).ToList();
            var (instances, brokers) = (_runs.Sum(run => run.InstanceKills), _runs.Sum(run => run.BrokerKills));
            var orders = _runs.Sum(run => (long)run.Orders);
            Append(FormattableString.Invariant(
                    $"in all: {_runs.Count} runs, {instances} instances killed, {brokers} brokers killed, ")
                + FormattableString.Invariant($"{orders:N0} orders; ")
                + (failed.Count == 0 ? "nothing failed" : $"failed: {string.Join(", ", failed)}"));
        }
    }

    internal void Add(RunFigures run)
    {
        lock (_gate)
        {
            _runs.Add(run);
            Append(run.ToString());
        }
    }

    private static void Append(string line) => File.AppendAllText(Summary, line + "\n");
}
