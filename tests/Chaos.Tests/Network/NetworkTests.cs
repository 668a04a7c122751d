using Chaos.Tests.Brokers;
using Chaos.Tests.Plans;
using Chaos.Tests.Running;
using TestKit;
using TestKit.Clusters;

namespace Chaos.Tests.Network;

/// <summary>Rows 4, 5, 7 and 8: what a network does to requests and replies on their way.</summary>
[Trait("Category", "Chaos")]
public sealed class NetworkTests(ChaosTally tally) : IAsyncLifetime
{
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly TimeSpan HeldBound = TimeSpan.FromSeconds(60);

    private KitBrokers? _node;
    private KitRegistry? _registry;
    private KafkaProxy? _proxy;
    private TestCluster? _cluster;

    public async ValueTask InitializeAsync()
    {
        var kit = KafkaClusterFixture.RequireKit();
        var port = FreePorts.Take(1);
        _node = await kit.StartBrokersAsync(
            1, [.. ChaosClusters.BrokerSettings, $"advertised.listeners=PLAINTEXT://127.0.0.1:{port}"]);
        _proxy = KafkaProxy.Start(port, int.Parse(_node.BootstrapServers.Split(':')[1]));
        _registry = await kit.StartRegistryAsync();
        _cluster = new TestCluster($"127.0.0.1:{port}", _registry.Url, kit);
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null) await _proxy.DisposeAsync();
        if (_registry is not null) await _registry.DisposeAsync();
        if (_node is not null) await _node.DisposeAsync();
    }

    [Fact]
    public async Task What_a_network_loses_keeps_or_delays_costs_no_order_and_counts_none_twice()
    {
        await ChaosRun.DoAsync("network", _cluster!, tally, async run =>
        {
            var random = new Random(ChaosRun.Seed);
            await run.Pipeline.SetUpAsync();
            run.LoadUntilTold(rate: 200);
            // Past a socket's time-out a client gives a silent connection up: sooner here than every day.
            run.Add(run.Pipeline.StartInstance("one", "--Kafka:Client:socket.timeout.ms=3000"));
            await run.GoesOnAsync("it does not start");
            for (var times = ChaosSettings.Choose(1, 10); times > 0; times--)
            {
                var faults = Faults(random);
                foreach (var fault in faults[..ChaosSettings.Choose(2, faults.Length)]) await DoAsync(run, fault);
            }

            await run.EndLoadAsync();
        });
    }

    /// <summary>Row 8: the client repeats what nobody answers, and the first request comes after all, in the midst of a
    /// later transaction of the same producer.</summary>
    [Fact]
    public async Task The_end_of_a_transaction_that_comes_late_ends_no_other()
    {
        await ChaosRun.DoAsync("late ends", _cluster!, tally, async run =>
        {
            var random = new Random(ChaosRun.Seed);
            await run.Pipeline.SetUpAsync();
            run.LoadUntilTold(rate: 400);
            var one = run.Add(run.Pipeline.StartInstance("one", "--Kafka:Client:socket.timeout.ms=1000"));
            await run.GoesOnAsync("it does not start");
            for (var times = ChaosSettings.Choose(3, 100); times > 0; times--)
            {
                var late = new NetworkFault
                {
                    Holds = KafkaRequestKey.EndTransaction,
                    HoldsFor = TimeSpan.FromMilliseconds(1_000 + random.Next(500)),
                };
                _proxy!.Fault = late;
                await Eventually.True(() => late.HeldRequests > 0, HeldBound, "no transaction was ended");
                await Task.Delay(late.HoldsFor + TimeSpan.FromMilliseconds(500), Clock);
                _proxy.Fault = null;
                await run.GoesOnAsync($"it does not go on after {late}");
            }

            await run.EndLoadAsync();
            Assert.Contains(one.Log, line => line.Contains("may come a second time", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Ten_seconds_for_each_answer_cost_time_only()
    {
        await ChaosRun.DoAsync("latency", _cluster!, tally, async run =>
        {
            await run.Pipeline.SetUpAsync();
            run.LoadUntilTold(rate: 200);
            run.Add(run.Pipeline.StartInstance("one"));
            await run.GoesOnAsync("it does not start");
            _proxy!.Fault = new NetworkFault { Delay = TimeSpan.FromSeconds(5) };
            await Task.Delay(TimeSpan.FromSeconds(ChaosSettings.Choose(8, 180)), Clock);
            _proxy.Fault = null;
            await run.GoesOnAsync("it does not go on after the latency");
            await run.EndLoadAsync();
        });
    }

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

    private async Task DoAsync(ChaosRun run, NetworkFault fault)
    {
        _proxy!.Fault = fault;
        // What is held comes after the client has given it up, and gone on.
        var seconds = fault.HoldsFor > TimeSpan.Zero ? 7 : fault.SwallowsRequests || fault.SwallowsReplies ? 5 : 3;
        await Task.Delay(TimeSpan.FromSeconds(seconds), Clock);
        _proxy.Fault = null;
        await run.GoesOnAsync($"it does not go on after {fault}");
        if (fault.LosesRepliesOf is not null) Assert.True(fault.LostReplies > 0, $"nothing was lost: {fault}");
        if (fault.Holds is not null) Assert.True(fault.HeldRequests > 0, $"nothing was held: {fault}");
    }
}
