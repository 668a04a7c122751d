namespace OrderPipeline.LocalCluster.Groups;

/// <summary>Who a request says it comes from.</summary>
/// <param name="Group">The group's id.</param>
/// <param name="MemberId">As the coordinator gave it; empty in a first JoinGroup.</param>
/// <param name="InstanceId">The <c>group.instance.id</c>, empty where the member has none.</param>
/// <param name="ClientId">From the request's header.</param>
/// <param name="Connection">What the request came on.</param>
internal readonly record struct GroupSpeaker(
    string Group, string MemberId, string InstanceId, string ClientId, long Connection)
{
    /// <summary>Neither a group of no name nor a member of no name can be shown.</summary>
    public bool Named => Group.Length > 0 && (MemberId.Length > 0 || InstanceId.Length > 0);

    /// <summary>What the member is known by: static members keep it over a restart.</summary>
    public string Key => InstanceId.Length > 0 ? InstanceId : MemberId;
}
