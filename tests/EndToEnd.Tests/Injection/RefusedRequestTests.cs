using Confluent.Kafka;
using OrderPipeline.LocalCluster.Brokers;

namespace EndToEnd.Tests.Injection;

/// <summary>Brokers refuse requests for a moment, or answer late, under load: both programs go on.</summary>
[Trait("Category", "EndToEnd")]
public sealed class RefusedRequestTests
{
    private const int AllBrokers = -1;

    private static readonly ErrorCode[] Passing =
    [
        ErrorCode.NotLeaderForPartition, ErrorCode.LeaderNotAvailable, ErrorCode.ReplicaNotAvailable,
        ErrorCode.KafkaStorageError, ErrorCode.Local_Transport,
    ];

    [Fact]
    public async Task Requests_that_are_refused_for_a_moment_cost_no_order()
    {
        await using var load = await LoadUnderFaults.StartAsync();
        await load.GoesOnAsync();

        foreach (var request in new[] { KafkaRequest.Produce, KafkaRequest.Fetch, KafkaRequest.Metadata })
        {
            load.Brokers.PushErrors(request, Passing);
            await load.GoesOnAsync();
        }

        await load.AssertBooksAsync(mayRepeat: true);
    }

    [Fact]
    public async Task Slow_answers_cost_no_order()
    {
        await using var load = await LoadUnderFaults.StartAsync();
        await load.GoesOnAsync();

        load.Brokers.SetRoundTrip(AllBrokers, TimeSpan.FromMilliseconds(300));
        await load.GoesOnAsync();
        await load.GoesOnAsync();
        load.Brokers.SetRoundTrip(AllBrokers, TimeSpan.Zero);

        await load.AssertBooksAsync();
    }
}
