using Confluent.Kafka;
using OrderPipeline.LocalCluster.Brokers;

namespace EndToEnd.Tests.Injection;

/// <summary>The transactions' coordinator is busy, away or moves: what was begun is committed once.</summary>
/// <remarks>Only what needs no abort: the mock cluster shows aborted records.</remarks>
[Trait("Category", "EndToEnd")]
public sealed class TransactionCoordinatorTests
{
    private static readonly ErrorCode[] Passing =
    [
        ErrorCode.ConcurrentTransactions, ErrorCode.GroupLoadInProgress, ErrorCode.NotCoordinatorForGroup,
        ErrorCode.GroupCoordinatorNotAvailable,
    ];

    private static readonly KafkaRequest[] Steps =
    [
        KafkaRequest.AddPartitionsToTxn, KafkaRequest.AddOffsetsToTxn, KafkaRequest.TxnOffsetCommit,
        KafkaRequest.EndTxn,
    ];

    [Fact]
    public async Task A_step_that_is_refused_for_a_moment_is_repeated()
    {
        await using var load = await LoadUnderFaults.StartAsync();
        foreach (var step in Steps)
        {
            await load.GoesOnAsync();
            load.Brokers.PushErrors(step, Passing);
        }

        await load.GoesOnAsync();
        await load.AssertBooksAsync();
    }

    [Fact]
    public async Task A_transactions_coordinator_that_moves_is_followed()
    {
        await using var load = await LoadUnderFaults.StartAsync();
        foreach (var broker in load.Brokers.Brokers)
        {
            await load.GoesOnAsync();
            load.Brokers.SetTransactionCoordinator(load.TransactionalId, broker.Id);
        }

        await load.GoesOnAsync();
        await load.AssertBooksAsync();
    }
}
