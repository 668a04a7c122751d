namespace OrderPipeline.LocalCluster.Groups;

/// <summary>Positions that transactions have sent and not yet committed, by transactional id.</summary>
/// <remarks>Not thread-safe: <see cref="GroupActivity"/> guards it.</remarks>
internal sealed class OpenTransactions
{
    public const int MaxTransactions = 256;

    private readonly Dictionary<string, List<GroupPosition>> _open = new(StringComparer.Ordinal);

    /// <summary>Adds positions to a transaction; one that sends more than a group can hold keeps the first.</summary>
    public void Add(string transactionalId, string group, List<TopicPosition> positions)
    {
        if (!_open.TryGetValue(transactionalId, out var pending))
        {
            if (_open.Count >= MaxTransactions)
                return;
            _open.Add(transactionalId, pending = []);
        }
        foreach (var position in positions)
        {
            if (pending.Count < KnownGroup.MaxPositions)
                pending.Add(new(group, position));
        }
    }

    /// <summary>Ends the transaction and gives what it has sent.</summary>
    public IReadOnlyList<GroupPosition> End(string transactionalId) =>
        _open.Remove(transactionalId, out var pending) ? pending : [];
}
