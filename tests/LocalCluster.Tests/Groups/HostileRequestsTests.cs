using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using OrderPipeline.LocalCluster.Brokers;
using OrderPipeline.LocalCluster.Groups;
using TestKit.Time;
using static OrderPipeline.LocalCluster.Tests.Groups.CapturedRequests;

namespace OrderPipeline.LocalCluster.Tests.Groups;

[Trait("Category", "Unit")]
public sealed class HostileRequestsTests
{
    private readonly GroupActivity _activity = new(new ManualTimeProvider());

    [Theory]
    [InlineData(Commit)]
    [InlineData(ScriptCommit)]
    [InlineData(TransactionCommit)]
    [InlineData(StaticHeartbeat)]
    public void A_request_cut_off_anywhere_changes_nothing(string hex)
    {
        var frame = Convert.FromHexString(hex);
        for (var length = 0; length < frame.Length; length++)
            Pass(frame, frame.AsSpan(0, length));
        Pass(Convert.FromHexString(EndCommitted), Convert.FromHexString(EndCommitted));

        Assert.Empty(_activity.Snapshot());
    }

    [Fact]
    public void Random_bytes_in_any_request_do_no_harm()
    {
        const int seed = 20261117;
        var random = new Random(seed);
        string[] originals =
        [
            StaticJoin, Sync, StaticHeartbeat, Leave, ScriptLeave, Commit, ScriptCommit, TransactionCommit,
            EndCommitted,
            InitTransactions,
        ];
        for (var round = 0; round < 20_000; round++)
        {
            var frame = Convert.FromHexString(originals[round % originals.Length]);
            var original = frame.ToArray();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
                frame[random.Next(4, frame.Length)] = (byte)random.Next(256);
            Pass(original, frame);
        }

        Assert.InRange(_activity.Snapshot().Count, 1, GroupActivity.MaxGroups);
    }

    [Fact]
    public void The_number_of_groups_is_limited_and_the_newest_are_kept()
    {
        for (var group = 0; group < 1_000; group++)
            Pass(Heartbeat(string.Create(CultureInfo.InvariantCulture, $"g{group:D4}"), "member"));

        var groups = _activity.Snapshot();
        Assert.Equal(GroupActivity.MaxGroups, groups.Count);
        Assert.Equal("g0999", groups[^1].Id);
    }

    [Fact]
    public void The_number_of_members_is_limited()
    {
        for (var member = 0; member < 1_000; member++)
            Pass(Heartbeat("g", string.Create(CultureInfo.InvariantCulture, $"m{member:D4}")));

        Assert.Equal(KnownGroup.MaxMembers, Assert.Single(_activity.Snapshot()).Members.Count);
    }

    [Fact]
    public void A_version_that_is_not_known_yet_is_passed_over()
    {
        _activity.OnRequest(1, KafkaRequest.OffsetCommit, 10, Convert.FromHexString(Commit));
        _activity.OnRequest(1, KafkaRequest.OffsetCommit, -1, Convert.FromHexString(Commit));

        Assert.Empty(_activity.Snapshot());
    }

    private void Pass(byte[] frame) => Pass(frame, frame);

    private void Pass(byte[] original, ReadOnlySpan<byte> frame) => _activity.OnRequest(
        1,
        (KafkaRequest)BinaryPrimitives.ReadInt16BigEndian(original),
        BinaryPrimitives.ReadInt16BigEndian(original.AsSpan(2)),
        frame);

    /// <summary>Heartbeat 0 without a client id.</summary>
    private static byte[] Heartbeat(string group, string member) =>
    [
        0, 12, 0, 0, 0, 0, 0, 1, 0xff, 0xff,
        0, (byte)group.Length, .. Encoding.UTF8.GetBytes(group), 0, 0, 0, 7,
        0, (byte)member.Length, .. Encoding.UTF8.GetBytes(member),
    ];
}
