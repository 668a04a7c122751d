using System.Diagnostics;
using Chaos.Tests.Brokers;
using Chaos.Tests.Plans;
using Chaos.Tests.Running;
using Confluent.Kafka;

namespace Chaos.Tests.State;

/// <summary>Row 25: a state of millions of records, that nobody has compacted.</summary>
[Trait("Category", "Chaos")]
public sealed class LongStateTests(ChaosClusters clusters, ChaosTally tally)
{
    /// <summary>The last one, so that the others are restored while nothing is known of this one.</summary>
    private const int LongPartition = 3;

    private static readonly int Records = ChaosSettings.Choose(1_000_000, 10_000_000);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(ChaosSettings.Choose(60, 600));

    [Fact]
    public async Task An_instance_stays_a_member_and_says_how_far_it_is_while_it_restores_a_long_state()
    {
        await ChaosRun.DoAsync("long state", await clusters.SharedAsync(), tally, async run =>
        {
            var topics = run.Pipeline.Topics;
            await run.Pipeline.SetUpAsync();
            run.Load(2_000, rate: 10_000);
            await run.SentAsync(Bound);
            await using (var before = run.Pipeline.StartConsumer("member", "--until-end"))
                await before.EndsWithAsync(0, Bound);
            var copies = StateCopies.Append(
                run.Pipeline.Cluster.BootstrapServers, new TopicPartition(topics.Averages, LongPartition), Records);
            run.IsStateCopied = true;

            run.Load(2_000, rate: 1_000);
            // Thrown out after 1.2 s without a poll or a heartbeat.
            var instance = run.Add(run.Pipeline.StartInstance(
                "member",
                "--Kafka:Consumer:session.timeout.ms=1200",
                "--Kafka:Consumer:heartbeat.interval.ms=300",
                "--Kafka:Consumer:max.poll.interval.ms=1200"));
            await instance.Run.ErrorLineAsync($"restored {topics.Orders}[{LongPartition - 1}]", Bound);
            var started = Stopwatch.GetTimestamp();
            var restored = await instance.Run.ErrorLineAsync($"restored {topics.Orders}[{LongPartition}]", Bound);
            run.Note(FormattableString.Invariant(
                $"{copies:N0} records restored in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));
            await run.SentAsync(Bound);
            await run.CaughtUpAsync();

            Assert.True(RecordsIn(restored) >= copies, $"{restored}; {copies} copies were made");
            Assert.DoesNotContain(
                instance.Log, line => line.Contains($"lost {topics.Orders}", StringComparison.Ordinal));
            Assert.Single(instance.Log, line => line.Contains($"assigned {topics.Orders}", StringComparison.Ordinal));
            Assert.Empty(instance.Exits);
            if (ChaosSettings.IsLong)
            {
                Assert.Contains(instance.Log, line => line.Contains(
                    $"restoring from {topics.Averages}[{LongPartition}]", StringComparison.Ordinal));
            }
        });
    }

    private static long RecordsIn(string restored) => long.Parse(
        restored.Split(" from ")[1].Split(' ')[0].Replace(",", "", StringComparison.Ordinal),
        System.Globalization.CultureInfo.InvariantCulture);
}
