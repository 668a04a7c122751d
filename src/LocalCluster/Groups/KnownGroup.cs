using System.Runtime.InteropServices;

namespace OrderPipeline.LocalCluster.Groups;

/// <summary>One group as its requests have described it.</summary>
/// <remarks>Not thread-safe: <see cref="GroupActivity"/> guards it. What exceeds the limits is not kept.</remarks>
internal sealed class KnownGroup(string id)
{
    public const int MaxMembers = 256;
    public const int MaxPositions = 4096;

    private readonly Dictionary<string, Member> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Topic, int Partition), long> _positions = [];

    public DateTimeOffset LastHeard { get; set; }

    public void Hear(in GroupSpeaker speaker, DateTimeOffset now)
    {
        if (_members.Count >= MaxMembers && !_members.ContainsKey(speaker.Key))
            return;
        CollectionsMarshal.GetValueRefOrAddDefault(_members, speaker.Key, out _) =
            new Member(speaker.MemberId, speaker.ClientId, speaker.Connection, now);
    }

    /// <summary>Static members leave by their instance's id, others by the id that the coordinator gave.</summary>
    public void Leave(string memberId, string instanceId)
    {
        if (instanceId.Length > 0 && _members.Remove(instanceId))
            return;
        if (memberId.Length == 0 || _members.Remove(memberId))
            return;
        foreach (var (key, member) in _members)
        {
            if (member.MemberId == memberId)
                _members.Remove(key);
        }
    }

    public void Close(long connection)
    {
        foreach (var (key, member) in _members)
        {
            if (member.Connection == connection)
                _members.Remove(key);
        }
    }

    public void Expire(DateTimeOffset silentSince)
    {
        foreach (var (key, member) in _members)
        {
            if (member.LastHeard < silentSince)
                _members.Remove(key);
        }
    }

    public void Commit(in TopicPosition position)
    {
        var key = (position.Topic, position.Partition);
        if (position is { Partition: >= 0, Offset: >= 0 }
            && (_positions.Count < MaxPositions || _positions.ContainsKey(key)))
            _positions[key] = position.Offset;
    }

    public GroupSnapshot Snapshot() => new(
        id,
        [.. _members
            .Select(entry => new GroupMember(entry.Key, entry.Value.ClientId, entry.Value.LastHeard))
            .OrderBy(member => member.Id, StringComparer.Ordinal)],
        [.. _positions
            .Select(entry => new TopicPosition(entry.Key.Topic, entry.Key.Partition, entry.Value))
            .OrderBy(position => position.Topic, StringComparer.Ordinal)
            .ThenBy(position => position.Partition)]);

    private readonly record struct Member(
        string MemberId, string ClientId, long Connection, DateTimeOffset LastHeard);
}
