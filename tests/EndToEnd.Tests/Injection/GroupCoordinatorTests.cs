using Confluent.Kafka;
using OrderPipeline.LocalCluster.Brokers;

namespace EndToEnd.Tests.Injection;

/// <summary>The group's coordinator is away, busy, moves or forgets: the consumer goes on by itself.</summary>
[Trait("Category", "EndToEnd")]
public sealed class GroupCoordinatorTests
{
    private static readonly ErrorCode[] Away =
    [
        ErrorCode.GroupCoordinatorNotAvailable, ErrorCode.NotCoordinatorForGroup, ErrorCode.GroupLoadInProgress,
    ];

    [Fact]
    public async Task Coordinators_that_are_not_ready_at_the_start_are_waited_for()
    {
        await using var load = await LoadUnderFaults.StartAsync(brokers =>
        {
            brokers.PushErrors(KafkaRequest.FindCoordinator, Away);
            brokers.PushErrors(KafkaRequest.JoinGroup, Away);
            brokers.PushErrors(KafkaRequest.SyncGroup, [.. Away, ErrorCode.RebalanceInProgress]);
            brokers.PushErrors(KafkaRequest.InitProducerId, [.. Away, ErrorCode.ConcurrentTransactions]);
        });

        await load.GoesOnAsync();

        await load.AssertBooksAsync();
    }

    [Fact]
    public async Task A_groups_coordinator_that_moves_is_followed()
    {
        await using var load = await LoadUnderFaults.StartAsync();
        foreach (var broker in load.Brokers.Brokers)
        {
            await load.GoesOnAsync();
            load.Brokers.SetGroupCoordinator(load.Group, broker.Id);
        }

        await load.GoesOnAsync();
        await load.AssertBooksAsync();
    }

    [Fact]
    public async Task A_member_that_is_refused_at_a_heartbeat_comes_back_and_counts_nothing_twice()
    {
        await using var load = await LoadUnderFaults.StartAsync();
        await load.GoesOnAsync();

        load.Brokers.PushErrors(
            KafkaRequest.Heartbeat,
            [.. Away, ErrorCode.Local_Transport, ErrorCode.RebalanceInProgress, ErrorCode.IllegalGeneration,
                ErrorCode.UnknownMemberId]);
        // Once at the start, and once more at least: a refusal while it joins anew takes nothing from it.
        await load.AssignedAsync(times: 2);

        await load.GoesOnAsync();
        await load.AssertBooksAsync();
    }
}
