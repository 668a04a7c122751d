using Chaos.Tests.Brokers;
using Chaos.Tests.Plans;
using Chaos.Tests.Running;
using TestKit.Processes;

namespace Chaos.Tests.Surroundings;

/// <summary>Row 57: SIGTERM at any moment.</summary>
[Trait("Category", "Chaos")]
public sealed class SignalTests(ChaosClusters clusters, ChaosTally tally)
{
    /// <summary>A process that has just begun hears signals only once its runtime runs.</summary>
    private const double EarliestSeconds = 0.3;

    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(20);
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact]
    public async Task A_consumer_that_is_told_to_stop_at_any_moment_ends_cleanly_and_in_time()
    {
        await ChaosRun.DoAsync("told to stop", await clusters.SharedAsync(), tally, async run =>
        {
            var random = new Random(ChaosRun.Seed);
            await run.Pipeline.SetUpAsync();
            run.LoadUntilTold(rate: 400);
            for (var times = ChaosSettings.Choose(4, 60); times > 0; times--)
            {
                var after = TimeSpan.FromSeconds(EarliestSeconds + 3 * random.NextDouble());
                await using var consumer = run.Pipeline.StartConsumer("told");
                await Task.Delay(after, Clock);
                consumer.Signal(ProcessSignal.Terminate);
                var code = await consumer.ExitAsync(EndBound);
                // 143 where the signal came before the program could hear it, and so before it could say anything.
                var isSilent = consumer.Errors.Count == 0 && consumer.Output.Count == 0;
                Assert.True(
                    code == 0 || (code == 143 && isSilent),
                    $"{code} after {after}: {string.Join('\n', consumer.Errors)}");
            }

            run.Add(run.Pipeline.StartInstance("told"));
            await run.EndLoadAsync();
        });
    }

    [Fact]
    public async Task A_consumer_whose_standard_output_nobody_reads_goes_on()
    {
        await ChaosRun.DoAsync("nobody reads", await clusters.SharedAsync(), tally, async run =>
        {
            await run.Pipeline.SetUpAsync();
            run.LoadUntilTold(rate: 400);
            // The pipe is full before the first line.
            await using var consumer = run.Pipeline.StartConsumerBehind(
                "unread", command => $"(head -c 65536 /dev/zero; exec {command}) | (exec sleep 600)");
            await run.GoesOnAsync("it does not start");
            await run.GoesOnAsync("it does not go on");
            await consumer.KillAsync();
            run.Add(run.Pipeline.StartInstance("unread"));
            await run.EndLoadAsync();
        });
    }
}
