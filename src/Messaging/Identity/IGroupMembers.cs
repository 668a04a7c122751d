using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Identity;

/// <summary>Tells who is in a group.</summary>
internal interface IGroupMembers
{
    /// <summary>The members as the group's coordinator knows them now, those included whose process has ended and whose
    /// session has not.</summary>
    /// <exception cref="StateUnavailableException">The coordinator does not tell.</exception>
    Task<IReadOnlyList<GroupMemberName>> ReadAsync(CancellationToken stop);
}
