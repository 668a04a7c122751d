using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Identity;
using OrderPipeline.Messaging.State.Restoring;
using OrderPipeline.Messaging.Transactions;

namespace OrderPipeline.Messaging.Rebuilding;

/// <summary>What a rebuild is put together from; tests bring doubles of what talks to the cluster.</summary>
internal sealed record RebuildParts
{
    /// <summary>A dynamic member: it leaves at once, and takes no instance's place.</summary>
    public required IGroupConsumer Consumer { get; init; }

    public required IGroupMembers Members { get; init; }

    /// <summary>The coordinator's id of our own member; empty before it joined.</summary>
    public required Func<string> OwnMemberId { get; init; }

    public required Func<IStateLog> OpenLog { get; init; }

    /// <summary>Makes the producer, whose offsets are sent as of the membership at this moment.</summary>
    public required Func<ITransactionalWriter> CreateWriter { get; init; }

    /// <summary>The longest that the coordinator keeps a member whose process has ended.</summary>
    public required TimeSpan SessionTimeout { get; init; }

    /// <summary>Takes a line about what is waited for.</summary>
    public required Action<string> Say { get; init; }

    public required TimeProvider Time { get; init; }
}
