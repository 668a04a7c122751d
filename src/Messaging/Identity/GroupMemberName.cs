namespace OrderPipeline.Messaging.Identity;

/// <summary>A member of a group as its coordinator names it.</summary>
/// <param name="MemberId">The coordinator's own id of it.</param>
/// <param name="InstanceId">The static member's id, or null for a dynamic one.</param>
/// <param name="ClientId">The client's <c>client.id</c>.</param>
/// <param name="Host">Where it connects from.</param>
internal sealed record GroupMemberName(string MemberId, string? InstanceId, string ClientId, string Host)
{
    /// <summary>The client and its host, for sentences.</summary>
    public string Client => $"{ClientId} on {Host}";

    public override string ToString() => InstanceId is null ? Client : $"{InstanceId} ({Client})";
}
