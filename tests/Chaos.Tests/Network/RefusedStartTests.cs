using Chaos.Tests.Instances;
using Chaos.Tests.Running;
using TestKit;

namespace Chaos.Tests.Network;

/// <summary>The first request of a producer is refused for a moment, and those behind it are not: a broker that has
/// nothing of this producer yet takes whatever sequence comes first, and the client calls all of it delivered.
/// </summary>
[Trait("Category", "Chaos")]
public sealed class RefusedStartTests(ProxiedCluster network, ChaosTally tally) : IClassFixture<ProxiedCluster>
{
    private const int Orders = 400;
    private const int Rate = 100;
    private const int Partitions = 4;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>A record a request, so that some are on their way behind the one that is refused.</summary>
    private static readonly string[] Single =
        ["--Kafka:Producer:batch.num.messages=1", "--Kafka:Producer:linger.ms=0"];

    [Fact]
    public Task Orders_that_only_their_successors_answer_for_are_sent_again() => DoAsync("refused start", async run =>
    {
        var fault = Refuse(run.Pipeline.Topics.Orders);
        run.Load(Orders, Rate, Single);
        run.Add(run.Pipeline.StartInstance("one"));
        await Eventually.True(() => fault.RefusedRequests == Partitions, Bound, "nothing was refused");
    });

    [Fact]
    public Task A_transaction_with_records_that_only_their_successors_answer_for_is_aborted() =>
        DoAsync("refused state", async run =>
        {
            var one = run.Add(run.Pipeline.StartInstance("one", Single));
            await SaysAsync(one, "holding", "it does not start");
            _ = Refuse(run.Pipeline.Topics.Averages);
            run.Load(Orders, Rate);
            await SaysAsync(one, "this one was not", "it took the records for acknowledged");
        });

    private static Task SaysAsync(Instance instance, string words, string because) => Eventually.True(
        () => instance.Log.Any(line => line.Contains(words, StringComparison.Ordinal)), Bound, because);

    private NetworkFault Refuse(string topic) => network.Proxy.Fault =
        new NetworkFault { RefusesFirstTo = topic, Delay = TimeSpan.FromMilliseconds(300) };

    private Task DoAsync(string name, Func<ChaosRun, Task> work) =>
        ChaosRun.DoAsync(name, network.Cluster, tally, async run =>
        {
            await run.Pipeline.SetUpAsync();
            await work(run);
            network.Proxy.Fault = null;
        });
}
