using System.Buffers.Binary;
using OrderPipeline.LocalCluster.Brokers;
using OrderPipeline.LocalCluster.Groups;
using TestKit.Time;
using static OrderPipeline.LocalCluster.Tests.Groups.CapturedRequests;

namespace OrderPipeline.LocalCluster.Tests.Groups;

[Trait("Category", "Unit")]
public sealed class GroupActivityTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly GroupActivity _activity;

    public GroupActivityTests() => _activity = new(_time);

    [Fact]
    public void A_member_is_known_by_its_instance_id_and_its_client_id()
    {
        Pass(StaticJoin);
        Pass(StaticHeartbeat);

        var group = Assert.Single(_activity.Snapshot());
        var member = Assert.Single(group.Members);
        Assert.Equal(("order-aggregation", "pc-1", "agg"), (group.Id, member.Id, member.ClientId));
        Assert.Equal(_time.GetUtcNow(), member.LastHeard);
    }

    [Theory]
    [InlineData(Sync)]
    [InlineData(Heartbeat)]
    [InlineData(Commit)]
    public void A_member_without_an_instance_is_known_by_what_the_coordinator_called_it(string request)
    {
        Pass(request);

        Assert.Equal("0x7fba8000d5a0", Assert.Single(OnlyGroup().Members).Id);
    }

    [Fact]
    public void A_first_join_names_nobody_yet()
    {
        Pass(FirstJoin);

        Assert.Empty(_activity.Snapshot());
    }

    [Theory]
    [InlineData(10_000, 1)]
    [InlineData(10_001, 0)]
    public void A_member_silent_for_longer_than_a_session_is_no_longer_shown(int silentMs, int shown)
    {
        Pass(Commit);
        _time.Advance(TimeSpan.FromMilliseconds(silentMs));

        Assert.Equal(shown, OnlyGroup().Members.Count);
    }

    [Fact]
    public void A_heartbeat_keeps_a_member_shown()
    {
        Pass(Heartbeat);
        _time.Advance(TimeSpan.FromSeconds(8));
        Pass(Heartbeat);
        _time.Advance(TimeSpan.FromSeconds(8));

        Assert.Single(OnlyGroup().Members);
    }

    [Fact]
    public void A_closed_connection_takes_its_members_away_and_leaves_the_others()
    {
        Pass(Heartbeat, connection: 1);
        Pass(StaticHeartbeat, connection: 2);
        _activity.OnClosed(1);

        Assert.Equal("pc-1", Assert.Single(OnlyGroup().Members).Id);
    }

    [Fact]
    public void A_member_that_has_come_back_on_another_connection_outlives_the_end_of_its_first()
    {
        Pass(Heartbeat, connection: 1);
        Pass(Heartbeat, connection: 2);
        _activity.OnClosed(1);

        Assert.Single(OnlyGroup().Members);
    }

    [Fact]
    public void A_member_that_leaves_is_gone_and_its_positions_stay()
    {
        Pass(Commit);
        Pass(Leave);

        Assert.Empty(OnlyGroup().Members);
        Assert.Equal([new TopicPosition("orders", 1, 1)], OnlyGroup().Positions);
    }

    [Fact]
    public void Members_that_leave_together_are_gone()
    {
        Pass(ScriptCommit);
        Assert.Single(OnlyGroup().Members);
        Pass(ScriptLeave);

        Assert.Empty(OnlyGroup().Members);
    }

    [Fact]
    public void Members_of_the_newer_group_protocol_come_and_go()
    {
        // ConsumerGroupHeartbeat 1: client c, group g, member m, epoch, instance i.
        const string head = "0044000100000001000163000267026d";
        const string tail = "0269000000000000";
        Pass(head + "00000000" + tail);
        Assert.Equal("i", Assert.Single(OnlyGroup().Members).Id);
        Pass(head + "ffffffff" + tail);

        Assert.Empty(_activity.Snapshot());
    }

    [Fact]
    public void Flexible_versions_of_the_classic_group_protocol_are_read()
    {
        // Header with one tagged field; then Heartbeat 4 and LeaveGroup 4 with group g, member m, no instance.
        Pass("000c000400000001000163" + "01000199" + "0267" + "00000005" + "026d" + "00" + "00");
        Assert.Equal("m", Assert.Single(OnlyGroup().Members).Id);
        Pass("000d000400000001000163" + "00" + "0267" + "02" + "026d" + "00" + "00" + "00");

        Assert.Empty(_activity.Snapshot());
    }

    [Fact]
    public void A_commit_moves_positions_at_once()
    {
        Pass(ScriptCommit);

        Assert.Equal([new TopicPosition("orders", 0, 1)], OnlyGroup().Positions);
    }

    [Fact]
    public void Positions_of_a_transaction_count_once_it_commits()
    {
        Pass(TransactionCommit);
        Assert.Empty(_activity.Snapshot());
        Pass(EndCommitted);

        Assert.Equal(
            [new TopicPosition("orders", 0, 7), new TopicPosition("orders", 1, 9)], OnlyGroup().Positions);
    }

    [Fact]
    public void Positions_of_an_aborted_transaction_are_dropped()
    {
        Pass(TransactionCommit);
        Pass(EndCommitted);
        Pass(LaterTransactionCommit);
        Pass(EndAborted);
        Pass(EndCommitted);

        Assert.Equal(7, OnlyGroup().Positions[0].Offset);
    }

    [Fact]
    public void A_producer_that_begins_anew_drops_what_an_earlier_one_left_open()
    {
        Pass(TransactionCommit);
        Pass(InitTransactions);
        Pass(LaterTransactionCommit);
        Pass(EndCommitted);

        Assert.Equal([new TopicPosition("orders", 0, 8)], OnlyGroup().Positions);
    }

    [Fact]
    public void Transactions_of_different_ids_end_each_on_its_own()
    {
        Pass(TransactionCommit);
        Pass(ScriptTransactionCommit);
        Pass(ScriptEndCommitted);

        var group = OnlyGroup();
        Assert.Equal("js-group", group.Id);
        Assert.Equal([new TopicPosition("orders", 1, 5)], group.Positions);
    }

    private GroupSnapshot OnlyGroup() => Assert.Single(_activity.Snapshot());

    private void Pass(string hex, long connection = 1)
    {
        var frame = Convert.FromHexString(hex);
        _activity.OnRequest(
            connection,
            (KafkaRequest)BinaryPrimitives.ReadInt16BigEndian(frame),
            BinaryPrimitives.ReadInt16BigEndian(frame.AsSpan(2)),
            frame);
    }
}
