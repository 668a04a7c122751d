using Chaos.Tests.Plans;
using Chaos.Tests.Running;
using TestKit;

namespace Chaos.Tests.Network;

/// <summary>Rows 4, 5, 7 and 8: what a network does to requests and replies on their way.</summary>
[Trait("Category", "Chaos")]
public sealed class NetworkTests(ProxiedCluster network, ChaosTally tally) : IClassFixture<ProxiedCluster>
{
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly TimeSpan HeldBound = TimeSpan.FromSeconds(60);

    [Fact]
    public Task What_a_network_loses_keeps_or_delays_costs_no_order_and_counts_none_twice() =>
        // Past a socket's time-out a client gives a silent connection up: sooner here than every day.
        DoAsync("network", rate: 200, ["--Kafka:Client:socket.timeout.ms=3000"], async run =>
        {
            var random = new Random(ChaosRun.Seed);
            for (var times = ChaosSettings.Choose(1, 10); times > 0; times--)
            {
                var faults = Faults(random);
                foreach (var fault in faults[..ChaosSettings.Choose(2, faults.Length)])
                {
                    // What is held comes after the client has given it up, and gone on.
                    var seconds = fault.HoldsFor > TimeSpan.Zero
                        ? 7
                        : fault.SwallowsRequests || fault.SwallowsReplies ? 5 : 3;
                    await DoAsync(run, fault, TimeSpan.FromSeconds(seconds));
                    if (fault.LosesRepliesOf is not null)
                        Assert.True(fault.LostReplies > 0, $"nothing was lost: {fault}");
                    if (fault.Holds is not null) Assert.True(fault.HeldRequests > 0, $"nothing was held: {fault}");
                }
            }
        });

    /// <summary>Row 8: the client repeats what nobody answers, and the first request comes after all, in the midst of a
    /// later transaction of the same producer.</summary>
    [Fact]
    public Task The_end_of_a_transaction_that_comes_late_ends_no_other() =>
        DoAsync("late ends", rate: 400, ["--Kafka:Client:socket.timeout.ms=1000"], async run =>
        {
            var random = new Random(ChaosRun.Seed);
            for (var times = ChaosSettings.Choose(4, 100); times > 0; times--)
            {
                var late = new NetworkFault
                {
                    Holds = KafkaRequestKey.EndTransaction,
                    HoldsFor = TimeSpan.FromMilliseconds(1_000 + random.Next(500)),
                };
                network.Proxy.Fault = late;
                await Eventually.True(() => late.HeldRequests > 0, HeldBound, "no transaction was ended");
                await DoAsync(run, late, late.HoldsFor + TimeSpan.FromMilliseconds(500));
            }

            Assert.Contains(
                run.Instances[0].Log, line => line.Contains("may come a second time", StringComparison.Ordinal));
        });

    [Fact]
    public Task Ten_seconds_for_each_answer_cost_time_only() => DoAsync(
        "latency", rate: 200, [], run => DoAsync(
            run,
            new NetworkFault { Delay = TimeSpan.FromSeconds(5) },
            TimeSpan.FromSeconds(ChaosSettings.Choose(12, 180))));

    private static NetworkFault[] Faults(Random random)
    {
        NetworkFault[] faults =
        [
            new() { LosesRepliesOf = KafkaRequestKey.EndTransaction },
            new() { LosesRepliesOf = KafkaRequestKey.CommitTransactionOffsets },
            new() { LosesRepliesOf = KafkaRequestKey.Produce },
            new() { Holds = KafkaRequestKey.EndTransaction, HoldsFor = TimeSpan.FromSeconds(5) },
            new() { Holds = KafkaRequestKey.Produce, HoldsFor = TimeSpan.FromSeconds(5) },
            new() { SwallowsRequests = true },
            new() { SwallowsReplies = true },
            new() { Delay = TimeSpan.FromMilliseconds(200) },
            // As of a bad telephone line.
            new() { BytesPerSecond = 64_000 },
            new() { LosesOneIn = 100 },
        ];
        random.Shuffle(faults);
        return faults;
    }

    /// <summary>Does the work to one instance under load.</summary>
    private Task DoAsync(string name, int rate, string[] settings, Func<ChaosRun, Task> work) =>
        ChaosRun.DoAsync(name, network.Cluster, tally, async run =>
        {
            await run.Pipeline.SetUpAsync();
            run.LoadUntilTold(rate);
            run.Add(run.Pipeline.StartInstance("one", settings));
            await run.GoesOnAsync("it does not start");
            await work(run);
            await run.EndLoadAsync();
        });

    /// <summary>Leaves the fault for a while, and waits until all goes on without it.</summary>
    private async Task DoAsync(ChaosRun run, NetworkFault fault, TimeSpan time)
    {
        network.Proxy.Fault = fault;
        await Task.Delay(time, Clock);
        network.Proxy.Fault = null;
        await run.GoesOnAsync($"it does not go on after {fault}");
    }
}
