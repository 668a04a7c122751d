using OrderPipeline.Messaging.Identity;

namespace Messaging.Tests.Identity;

[Trait("Category", "Unit")]
public sealed class GroupOwnershipTests
{
    private static readonly Dictionary<string, IReadOnlyList<int>> Group = new(StringComparer.Ordinal)
    {
        ["a"] = [0, 2],
        ["c"] = [5],
        ["b"] = [3],
        ["d"] = [],
    };

    [Fact]
    public void Unowned_is_what_no_member_has() => Assert.Equal([1, 4, 6], GroupOwnership.Of(7, Group, "a").Unowned);

    [Fact]
    public void In_a_whole_group_nothing_is_unowned() =>
        Assert.Empty(GroupOwnership.Of(1, Group, "a").Unowned);

    [Theory]
    [InlineData("d", 0)]
    [InlineData("b", 1)]
    [InlineData("c", 2)]
    [InlineData("a", 3)]
    [InlineData("a stranger", 4)]
    public void The_one_with_the_least_comes_first_then_the_name_decides(string self, int rank) =>
        Assert.Equal(rank, GroupOwnership.Of(7, Group, self).Rank);
}
