namespace OrderPipeline.Messaging.Identity;

/// <summary>Who owns what in a group that is at rest.</summary>
/// <param name="Unowned">The partitions of the topic that no member has, in order.</param>
/// <param name="Rank">How many members had better do something about it than this one: those with fewer partitions,
/// and among equals those whose name comes before.</param>
internal sealed record GroupOwnership(IReadOnlyList<int> Unowned, int Rank)
{
    /// <summary>Finds it from the members' names and partitions.</summary>
    /// <param name="partitionCount">How many the topic has.</param>
    /// <param name="owned">The partitions of each member of the group.</param>
    /// <param name="self">This member's name; one that is not among them comes last.</param>
    public static GroupOwnership Of(
        int partitionCount, IReadOnlyDictionary<string, IReadOnlyList<int>> owned, string self)
    {
        var all = owned.Values.SelectMany(static partitions => partitions).ToHashSet();
        var order = owned.OrderBy(static member => member.Value.Count)
            .ThenBy(static member => member.Key, StringComparer.Ordinal)
            .Select(static member => member.Key)
            .ToList();
        var place = order.IndexOf(self);
        return new GroupOwnership(
            [.. Enumerable.Range(0, partitionCount).Where(partition => !all.Contains(partition))],
            place < 0 ? order.Count : place);
    }
}
