using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;

namespace Messaging.Tests.State;

[Trait("Category", "Unit")]
public sealed class PositionPolicyTests
{
    [Theory]
    [InlineData("A", "A", 10)]
    [InlineData("A", "A", 90)]
    [InlineData(null, "B", 50)]
    [InlineData("A", null, 50)]
    public void A_ledger_within_its_topics_log_rules(string? topicId, string? ledgerTopicId, long nextOffset) =>
        PositionPolicy.CheckLedger(Position(topicId), ledgerTopicId, nextOffset);

    [Theory]
    [InlineData("A", "B", 50,
        "orders[2] was deleted and made again since its averages were counted: "
        + "run rebuild to count the new topic")]
    [InlineData("A", "A", 7,
        "orders[2] begins at 10, its ledger at 7: "
        + "3 records were deleted before they were read; run rebuild --from-available to count what is left")]
    [InlineData("A", "A", 9,
        "orders[2] begins at 10, its ledger at 9: "
        + "1 record was deleted before it was read; run rebuild --from-available to count what is left")]
    [InlineData("A", "A", 91,
        "orders[2] ends at 90, its ledger at 91: "
        + "the topic lost records or is another one; run rebuild to count it anew")]
    public void A_log_that_is_not_the_ledgers_stops_the_partition_with_one_sentence(
        string? topicId, string? ledgerTopicId, long nextOffset, string sentence)
    {
        var failure = Assert.Throws<PartitionStateException>(
            () => PositionPolicy.CheckLedger(Position(topicId), ledgerTopicId, nextOffset));

        Assert.Equal(sentence, failure.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10L)]
    public void A_partition_that_was_never_counted_may_begin(long? groupOffset) =>
        PositionPolicy.CheckNoLedger(Position("A"), hasState: false, groupOffset);

    [Theory]
    [InlineData(true, null,
        "orders[2] has averages but no ledger: "
        + "its state topic lost records; run rebuild to count it anew")]
    [InlineData(false, 11L,
        "orders[2] has a group offset, 11, but no ledger: "
        + "its state topic was deleted or the offsets were set by hand; run rebuild to count it anew")]
    public void A_partition_that_was_counted_and_has_no_ledger_stops(bool hasState, long? groupOffset, string sentence)
    {
        var failure = Assert.Throws<PartitionStateException>(
            () => PositionPolicy.CheckNoLedger(Position("A"), hasState, groupOffset));

        Assert.Equal(sentence, failure.Message);
    }

    private static InputPosition Position(string? topicId) => new("orders", 2, topicId, 10, 90);
}
