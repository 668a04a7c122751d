using Messaging.Tests.Pipeline.Fakes;

namespace Messaging.Tests.Pipeline.Duplicates;

/// <summary>Random histories of aborts, retries and rebalances, against a count of three lines.</summary>
[Trait("Category", "Unit")]
public sealed class DuplicateModelTests(ITestOutputHelper output)
{
    private const int Steps = 150;

    /// <summary>In the second half commits run beside the reading of records, and end at random.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 120)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_identity_is_averaged_once_in_a_window_whatever_happens(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var window = 1 + random.Next(12);
        var identities = 2 + random.Next(20);
        using var pipeline = new APipeline(
            options => options with
            {
                LaneCapacity = 1 + random.Next(6),
                MaxInFlight = 1 + random.Next(5),
                AheadOfCommit = random.Next(6),
            },
            calls: seed > 60 ? new HeldCommitCalls(() => random.Next(4) == 0) : null,
            seed: seed,
            duplicateWindow: window);
        pipeline.Identities.Otherwise = (partition, offset) => Identity(seed, partition, offset, identities);
        pipeline.Consumer.BatchSize = 1 + random.Next(5);
        var owned = new SortedSet<int>();
        var dead = new HashSet<(int, long)>();
        for (var step = 0; step < Steps; step++) ModelTests.Step(pipeline, random, owned, dead);

        ModelTests.Finish(pipeline, owned);

        for (var partition = 0; partition < ModelTests.Partitions; partition++)
        {
            var (applied, lost) = Expect(
                pipeline.Cluster, partition, dead, window, offset => Identity(seed, partition, offset, identities));
            Assert.Equal(applied, pipeline.Cluster.Ledger(partition).Applied);
            Assert.Equal(lost, pipeline.Cluster.Ledger(partition).DeadLettered);
            Assert.Equal(
                lost,
                pipeline.Cluster.DeadLetters.Where(record => record.Origin!.Value.Partition == partition)
                    .Select(record => record.Origin!.Value.Offset).Order());
        }
    }

    private static UInt128 Identity(int seed, int partition, long offset, int identities) =>
        (UInt128)(new Random(HashCodeOf(seed, partition, offset)).Next(identities) + 1);

    private static int HashCodeOf(int seed, int partition, long offset) =>
        unchecked((seed * 31 + partition) * 7_919 + (int)offset);

    private static (List<long> Applied, List<long> Dead) Expect(
        FakeCluster cluster, int partition, HashSet<(int, long)> dead, int window, Func<long, UInt128> identity)
    {
        var (applied, lost, outcomes) = (new List<long>(), new List<long>(), new List<UInt128>());
        for (var offset = 0L; offset < cluster.End(partition); offset++)
        {
            if (cluster.At(partition, offset) is null) continue;
            var own = identity(offset);
            var isGood = !dead.Contains((partition, offset)) && !outcomes.TakeLast(window).Contains(own);
            outcomes.Add(isGood ? own : 0);
            (isGood ? applied : lost).Add(offset);
        }

        return (applied, lost);
    }
}
