using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Identity;
using OrderPipeline.Messaging.Pipeline.Commits;
using OrderPipeline.Messaging.Pipeline.Duplicates;
using OrderPipeline.Messaging.Pipeline.Retries;
using OrderPipeline.Messaging.Pipeline.Supervision;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;

namespace OrderPipeline.Messaging.Pipeline;

/// <summary>What a pipeline is put together from; tests bring doubles of what talks to the cluster.</summary>
internal sealed record PipelineParts<TResult>
{
    public required IGroupConsumer Consumer { get; init; }

    public required IIdentityCheck Identity { get; init; }

    /// <summary>Who owns which partitions; null where nobody need ask.</summary>
    public IGroupOwnership? Ownership { get; init; }

    /// <summary>The name that the group and the transactions know this instance by.</summary>
    public required string InstanceId { get; init; }

    public required TransactionDriver<TResult> Transactions { get; init; }

    public required PartitionRestorer<TResult> Restorer { get; init; }

    public required SideRetry<TResult> Side { get; init; }

    public required IRecordHandler<TResult> Handler { get; init; }

    /// <summary>What becomes of duplicates; null where nobody looks for them.</summary>
    public DuplicatePolicy? Duplicates { get; init; }

    /// <summary>Called before the group is joined, or null.</summary>
    public Action? BeforeJoining { get; init; }

    public required IPartitionStateStore<TResult> Store { get; init; }

    public required Denials Denials { get; init; }

    /// <summary>Notices where the pipeline's thread hangs.</summary>
    public required LoopWatch Watch { get; init; }

    public required IPipelineObserver Observer { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Makes what looks after this instance's membership.</summary>
    public MembershipWatch WatchMembership(string topic) => new(
        new IdleNotice(Observer, Time), new UnownedPartitions(Consumer, Ownership, topic, Observer, Time));
}
