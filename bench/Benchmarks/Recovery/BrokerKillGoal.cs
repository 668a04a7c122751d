using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Benchmarks.Clusters;
using Benchmarks.Feeding;
using Benchmarks.Input;
using Benchmarks.Reporting;
using Benchmarks.Running;
using OrderPipeline.Messaging.Hosting;
using TestKit.Clusters;

namespace Benchmarks.Recovery;

/// <summary>G14: the only broker is killed under load and started again; how soon does the pipeline commit?</summary>
internal static class BrokerKillGoal
{
    private const int PerSecond = 1_000;
    private const double LimitSeconds = 5;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static async Task MeasureAsync(PipelineBench bench)
    {
        if (KafkaKit.Find() is not { } kit)
        {
            bench.Table.Note("G14 is left out: it kills a broker of its own, from the kit that KAFKA_TEST_KIT names");
            return;
        }

        await using var brokers = await kit.StartBrokersAsync(1, "group.initial.rebalance.delay.ms=0");
        var cluster = BenchCluster.At(brokers.BootstrapServers, bench.Clients.Cluster.RegistryUrl);
        using var clients = new BenchClients(cluster, bench.Arguments);
        var topics = await BenchTopics.CreateAsync(clients);
        using var work = await bench.CreateWorkAsync();
        work.Observer.IsDisturbed = true;
        using var pipeline = new RunningPipeline(
            clients, work, new RunPlan { Input = topics.Orders, State = topics.State, Group = topics.Group });
        pipeline.WaitUntil(() => pipeline.Owned == OrderInput.Partitions, "owning all partitions");
        using var feed = new OrderFeed(clients, bench.Orders, topics.Orders, bench.Arguments.Products, PerSecond);
        var seconds = new List<double>();
        for (var run = 0; run < bench.Arguments.Runs; run++)
        {
            var steady = pipeline.Reached + (2 * PerSecond);
            pipeline.WaitUntil(() => pipeline.Reached >= steady, "two seconds of orders");
            seconds.Add(await KillAsync(brokers, pipeline));
        }

        var inTime = seconds.Count(each => each <= LimitSeconds);
        bench.Table.Add(new GoalResult(
            "G14", "broker killed and restarted: from its first connection to the first commit, longest",
            seconds.Max(), " s", LimitSeconds, IsCeiling: true)
        {
            Details = string.Create(
                CultureInfo.InvariantCulture,
                $"{inTime} of {seconds.Count} in time; "
                + $"mean {seconds.Average():0.00} s, shortest {seconds.Min():0.00} s"),
        });
    }

    private static async Task<double> KillAsync(KitBrokers brokers, RunningPipeline pipeline)
    {
        await brokers.KillAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
        var before = pipeline.Reached;
        var restarting = brokers.RestartAsync();
        await AcceptsAsync(brokers.BootstrapServers);
        var acceptedAt = Stopwatch.GetTimestamp();
        pipeline.WaitUntil(() => pipeline.Reached > before, "a commit after the broker's restart");
        var seconds = Stopwatch.GetElapsedTime(acceptedAt).TotalSeconds;
        await restarting;
        return seconds;
    }

    private static async Task AcceptsAsync(string address)
    {
        var endPoint = IPEndPoint.Parse(address);
        var from = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(from) < Bound)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(endPoint);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(Look);
            }
        }

        throw new ProgramException(ExitCode.Unreachable, "G14 is void: the broker did not come back");
    }
}
