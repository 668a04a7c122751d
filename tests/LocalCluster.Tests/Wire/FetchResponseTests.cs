using OrderPipeline.LocalCluster.Wire;

namespace LocalCluster.Tests.Wire;

/// <summary>Answers to Fetch requests, written down by Kafka's protocol guide with Python's <c>struct</c>.</summary>
[Trait("Category", "Unit")]
public sealed class FetchResponseTests
{
    /// <summary>A commit marker of producer 7 at offset 42, its checksum 0, as the mock cluster writes it.</summary>
    private const string Marker =
        "000000000000002a00000042000000000200000000003000000000000001a1ff06d400000001a1ff06d400000000000000000700"
        + "00ffffffff000000012000000008000000010c00000000000000";

    // CRC-32C of what follows it, by a bitwise implementation that gives e3069283 for "123456789".
    private const string Checksum = "6f5ed2a6";
    private const int ChecksumDigit = 2 * 17;

    private static string MendedMarker => WithChecksum(Checksum);

    [Theory]
    [InlineData(4, "00000009000000000000000100016100000001000000020000000000000000002b000000000000002b00000001"
        + "000000000000000700000000000000010000004e", "")]
    [InlineData(11, "00000009000000000000000000000000000100016100000001000000020000000000000000002b000000000000002b"
        + "0000000000000000ffffffffffffffff0000004e", "")]
    [InlineData(12, "00000009000000000000000000000002026102000000020000000000000000002b00000000000000"
        + "2b000000000000000000ffffffff4f", "000000")]
    [InlineData(16, "00000009000000000000000000000002000102030405060708090a0b0c0d0e0f0200000002000000"
        + "0000000000002b000000000000002b0000000000000000020000000000000007000000000000000100ffffffff4f", "000000")]
    public void The_marker_gets_its_checksum_in_every_version(int version, string before, string after)
    {
        var frame = Convert.FromHexString(before + Marker + after);

        FetchResponse.Mend(frame, (short)version);

        Assert.Equal(before + MendedMarker + after, Convert.ToHexStringLower(frame));
    }

    [Fact]
    public void Every_marker_among_other_batches_is_mended()
    {
        // Not a control batch, so its 0 is its own business.
        var data = Marker.Remove(2 * 21, 4).Insert(2 * 21, "0010");
        var records = Convert.FromHexString(data + Marker + data + Marker);

        RecordBatches.Mend(records);

        Assert.Equal(data + MendedMarker + data + MendedMarker, Convert.ToHexStringLower(records));
    }

    [Fact]
    public void A_checksum_that_is_there_is_left_alone()
    {
        var wrong = WithChecksum("00000001");
        var records = Convert.FromHexString(wrong);

        RecordBatches.Mend(records);

        Assert.Equal(wrong, Convert.ToHexStringLower(records));
    }

    [Fact]
    public void Records_of_an_older_format_are_left_alone()
    {
        var older = Marker.Remove(2 * 16, 2).Insert(2 * 16, "01");
        var records = Convert.FromHexString(older);

        RecordBatches.Mend(records);

        Assert.Equal(older, Convert.ToHexStringLower(records));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(16)]
    public void An_answer_that_is_cut_off_or_nonsense_harms_nothing(int version)
    {
        var random = new Random(20261121);
        var whole = Convert.FromHexString(
            "00000009000000000000000000000000020001020304050607" + Marker + Marker + "ffffffffffffffff");
        for (var round = 0; round < 20_000; round++)
        {
            var frame = whole[..random.Next(whole.Length)];
            if (frame.Length > 0)
                frame[random.Next(frame.Length)] = (byte)random.Next(256);
            FetchResponse.Mend(frame, (short)version);
        }
    }

    [Fact]
    public void A_batch_that_is_cut_off_is_left_alone()
    {
        var records = Convert.FromHexString(Marker)[..^1];
        var before = (byte[])records.Clone();

        RecordBatches.Mend(records);

        Assert.Equal(before, records);
    }

    private static string WithChecksum(string checksum) =>
        Marker.Remove(ChecksumDigit, 8).Insert(ChecksumDigit, checksum);
}
