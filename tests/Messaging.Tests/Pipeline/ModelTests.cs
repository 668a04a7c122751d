using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Pipeline;

/// <summary>Random histories: whatever happens, every record counts once, in the state or as a dead letter.</summary>
[Trait("Category", "Unit")]
public sealed class ModelTests(ITestOutputHelper output)
{
    internal const int Partitions = 3;
    private const int Steps = 150;

    /// <summary>In the second half commits run beside the reading of records, and end at random.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 120)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_record_counts_once_whatever_happens(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var pipeline = new APipeline(
            options => options with
            {
                LaneCapacity = 1 + random.Next(6),
                MaxInFlight = 1 + random.Next(5),
                AheadOfCommit = random.Next(6),
            },
            calls: seed > 60 ? new HeldCommitCalls(() => random.Next(4) == 0) : null,
            seed: seed);
        pipeline.Consumer.BatchSize = 1 + random.Next(5);
        var owned = new SortedSet<int>();
        var dead = new HashSet<(int, long)>();
        for (var step = 0; step < Steps; step++) Step(pipeline, random, owned, dead);

        Finish(pipeline, owned);

        for (var partition = 0; partition < Partitions; partition++) Check(pipeline.Cluster, partition, dead);
    }

    internal static void Step(APipeline pipeline, Random random, SortedSet<int> owned, HashSet<(int, long)> dead)
    {
        var partition = random.Next(Partitions);
        switch (random.Next(12))
        {
            case 0 or 1:
                Append(pipeline, random, partition, dead);
                break;
            case 2:
                pipeline.Cluster.AppendMarker(partition);
                break;
            case 3 when owned.Add(partition):
                pipeline.Consumer.Assign(partition);
                break;
            case 4 when random.Next(3) == 0 && owned.Remove(partition):
                if (random.Next(2) == 0) pipeline.Consumer.Revoke(partition);
                else pipeline.Consumer.Lose(partition);
                break;
            case 5 when random.Next(2) == 0:
                Break(pipeline, random);
                break;
            case 6 or 7:
                pipeline.Advance(TimeSpan.FromMilliseconds(random.Next(20_000)));
                break;
            default:
                pipeline.ReadAndCommit();
                break;
        }
    }

    private static void Append(APipeline pipeline, Random random, int partition, HashSet<(int, long)> dead)
    {
        for (var count = random.Next(8); count > 0; count--)
        {
            var offset = pipeline.Cluster.End(partition);
            pipeline.Cluster.Append(partition);
            switch (random.Next(8))
            {
                case 0:
                    pipeline.Handler.FailTimes(partition, offset, 1 + random.Next(4));
                    break;
                case 1:
                    pipeline.Handler.FailAlways(partition, offset);
                    dead.Add((partition, offset));
                    break;
                case 2:
                    pipeline.Handler.Refuse(partition, offset);
                    dead.Add((partition, offset));
                    break;
                case 3:
                    pipeline.Handler.On(partition, offset, WaitingFirst(pipeline, offset));
                    break;
            }
        }
    }

    /// <summary>The first look meets a dependency that is there a second later.</summary>
    private static Func<int, HandledRecord<long>> WaitingFirst(APipeline pipeline, long offset)
    {
        Task? dependency = null;
        var time = pipeline.Time;
        return _ =>
        {
            dependency ??= Task.Delay(TimeSpan.FromSeconds(1), time);
            return dependency.IsCompleted ? HandledRecord<long>.Success(
                offset) : HandledRecord<long>.WaitFor(dependency);
        };
    }

    /// <summary>One of the next calls fails, before or after it took effect.</summary>
    private static void Break(APipeline pipeline, Random random)
    {
        var failure = (TransactionFailure)random.Next(3);
        if (random.Next(4) == 0)
        {
            pipeline.Cluster.FailsAfterCommit = () =>
            {
                pipeline.Cluster.FailsAfterCommit = static () => null;
                return APipeline.Failure(TransactionFailure.Replace);
            };
            return;
        }

        var calls = random.Next(12);
        pipeline.Cluster.FailsBefore = _ =>
        {
            if (calls-- > 0) return null;
            pipeline.Cluster.FailsBefore = static _ => null;
            return APipeline.Failure(failure);
        };
    }

    internal static void Finish(APipeline pipeline, SortedSet<int> owned)
    {
        pipeline.Cluster.FailsBefore = static _ => null;
        pipeline.Cluster.FailsAfterCommit = static () => null;
        for (var partition = 0; partition < Partitions; partition++)
        {
            if (owned.Add(partition)) pipeline.Consumer.Assign(partition);
        }

        pipeline.TurnUntil(() =>
        {
            pipeline.AdvanceLong();
            return pipeline.Worker.Lanes.Count == Partitions && pipeline.Worker.Lanes.All(lane =>
                lane.Status == LaneStatus.Running && lane.CommittedTo == pipeline.Cluster.End(lane.Partition));
        });
        Assert.Empty(pipeline.Observer.Stops);
    }

    private static void Check(FakeCluster cluster, int partition, HashSet<(int, long)> dead)
    {
        var ledger = cluster.Ledger(partition);
        var records = Enumerable.Range(0, (int)cluster.End(partition)).Select(offset => (long)offset)
            .Where(offset => cluster.At(partition, offset) is not null).ToArray();
        Assert.Equal(records.Where(offset => !dead.Contains((partition, offset))), ledger.Applied);
        Assert.Equal(records.Where(offset => dead.Contains((partition, offset))), ledger.DeadLettered);
        Assert.Equal(
            ledger.DeadLettered,
            cluster.DeadLetters.Where(record => record.Origin!.Value.Partition == partition)
                .Select(record => record.Origin!.Value.Offset).Order());
        Assert.Equal(cluster.End(partition), ledger.NextOffset);
        Assert.Equal(cluster.End(partition) == 0 ? null : cluster.End(partition), cluster.GroupOffset(partition));
    }
}
