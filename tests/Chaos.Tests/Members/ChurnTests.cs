using Chaos.Tests.Brokers;
using Chaos.Tests.Plans;
using Chaos.Tests.Running;

namespace Chaos.Tests.Members;

/// <summary>Rows 16 and 17: members come, go and stand still past their poll interval, under load.</summary>
[Trait("Category", "Chaos")]
public sealed class ChurnTests(ChaosClusters clusters, ChaosTally tally)
{
    /// <summary>One and two come and go, and come back; a static member's partitions move after its session.</summary>
    private static readonly string[] Classic =
    [
        "--Kafka:Consumer:session.timeout.ms=2000", "--Kafka:Consumer:heartbeat.interval.ms=300",
        "--Kafka:Consumer:max.poll.interval.ms=3000", "--Kafka:Producer:transaction.timeout.ms=3000",
    ];

    private static readonly string[] Broker =
        ["--Kafka:Consumer:group.protocol=consumer", "--Kafka:Producer:transaction.timeout.ms=3000"];

    [Theory]
    [InlineData("cooperative")]
    [InlineData("consumer")]
    public async Task Members_that_come_and_go_change_no_figure(string protocol)
    {
        var settings = protocol == "cooperative" ? Classic : Broker;
        var orders = ChaosSettings.Choose(3_000, 240_000);
        await ChaosRun.DoAsync($"churn {protocol}", await clusters.SharedAsync(), tally, async run =>
        {
            await run.Pipeline.SetUpAsync();
            run.Load(orders, rate: 400);
            for (var number = 1; number <= 3; number++)
                run.Add(run.Pipeline.StartInstance($"member-{number}", settings));
            var plan = new ChaosPlan(ChaosRun.Seed);
            await Task.WhenAll(
                run.DoAsync(plan.Churn(2), run.ApplyAsync), run.DoAsync(plan.Churn(3), run.ApplyAsync));
            await run.SentAsync(TimeSpan.FromSeconds(orders / 400 + 60));
        });
    }
}
