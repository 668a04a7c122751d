using OrderPipeline.Messaging.Identity;

namespace Messaging.Tests.Identity;

/// <summary>The bytes follow Kafka's ConsumerProtocolAssignment, version 1.</summary>
[Trait("Category", "Unit")]
public sealed class AssignedPartitionsTests
{
    // Version 1; two topics: "a" with 7, "orders" with 0 and 3; no user data.
    private const string TwoTopics =
        "0001" + "00000002"
        + "0001" + "61" + "00000001" + "00000007"
        + "0006" + "6F7264657273" + "00000002" + "00000000" + "00000003"
        + "FFFFFFFF";

    [Theory]
    [InlineData("orders", new[] { 0, 3 })]
    [InlineData("a", new[] { 7 })]
    [InlineData("order", new int[0])]
    public void The_partitions_of_one_topic_are_found_among_others(string topic, int[] expected) =>
        Assert.Equal(expected, AssignedPartitions.Of(Convert.FromHexString(TwoTopics), topic));

    [Fact]
    public void A_member_that_was_given_nothing_has_nothing() =>
        Assert.Equal(0, AssignedPartitions.Of([], "orders")?.Count);

    [Fact]
    public void Bytes_that_end_too_soon_are_no_assignment()
    {
        var whole = Convert.FromHexString(TwoTopics);
        for (var length = 1; length < whole.Length - sizeof(int); length++)
            Assert.Null(AssignedPartitions.Of(whole.AsSpan(0, length), "orders"));
    }

    [Fact]
    public void Lengths_below_zero_and_beyond_the_bytes_end_it()
    {
        Assert.Null(AssignedPartitions.Of(Convert.FromHexString("000100000001FFFF"), "orders"));
        Assert.Null(AssignedPartitions.Of(Convert.FromHexString("0001000000017FFF61"), "orders"));
        Assert.Null(AssignedPartitions.Of(Convert.FromHexString("00017FFFFFFF"), "orders"));
    }
}
