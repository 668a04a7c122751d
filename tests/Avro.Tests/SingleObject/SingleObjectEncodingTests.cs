using OrderPipeline.Avro;
using OrderPipeline.Avro.Fingerprints;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.SingleObject;
using TestKit.Memory;
using TestKit.Repository;
using Xunit;

namespace Avro.Tests.SingleObject;

[Trait("Category", "Unit")]
public sealed class SingleObjectEncodingTests
{
    private const string Data = "tests/Avro.Tests/Golden/Data/";

    [Fact]
    public void What_Java_framed_has_the_fingerprint_of_its_schema_and_the_plain_bytes_behind_it()
    {
        var schema = AvroSchema.Parse(File.ReadAllText(RepositoryRoot.PathOf("schemas/order.avsc")));
        var framed = File.ReadAllLines(RepositoryRoot.PathOf(Data + "order.single.hex"));
        var plain = File.ReadAllLines(RepositoryRoot.PathOf(Data + "order.tsv"));
        Assert.Equal(plain.Length, framed.Length);
        for (var i = 0; i < framed.Length; i++)
        {
            var value = Convert.FromHexString(framed[i]);
            Assert.Equal(SingleObjectStatus.Ok, SingleObjectEncoding.TryReadHeader(value, out var fingerprint));
            Assert.Equal(SchemaFingerprint.Crc64(schema), fingerprint);
            var avro = value.AsSpan(SingleObjectEncoding.HeaderSize);
            Assert.Equal(AvroStatus.Ok, AvroSkipper.Check(avro, schema));
            Assert.Equal(plain[i].Split('\t')[0], Convert.ToHexStringLower(avro));
        }
    }

    [Fact]
    public void A_header_is_the_marker_and_the_fingerprint_little_endian()
    {
        var header = new byte[12];
        SingleObjectEncoding.WriteHeader(header, 0x7275D51A3F395C8F);
        Assert.Equal("c3018f5c393f1ad575720000", Convert.ToHexStringLower(header));
        Assert.Equal("8f5c393f1ad57572", SingleObjectEncoding.Hex(0x7275D51A3F395C8F));
        Assert.Equal("0100000000000000", SingleObjectEncoding.Hex(1));
    }

    [Theory]
    [InlineData("", SingleObjectStatus.Empty, "the value is empty")]
    [InlineData("c3", SingleObjectStatus.Truncated, "the value ends after 1 of the 10 bytes of the header")]
    [InlineData("c301", SingleObjectStatus.Truncated, "the value ends after 2 of the 10 bytes of the header")]
    [InlineData(
        "c3018f5c393f1ad575",
        SingleObjectStatus.Truncated,
        "the value ends after 9 of the 10 bytes of the header")]
    [InlineData(
        "00",
        SingleObjectStatus.WrongMarker,
        "the value begins with 00, not with the marker C301 of the single-object encoding")]
    [InlineData(
        "c3028f5c393f1ad57572",
        SingleObjectStatus.WrongMarker,
        "the value begins with C302, not with the marker C301 of the single-object encoding")]
    public void What_is_no_header_is_told_in_words(string hex, SingleObjectStatus status, string words)
    {
        var value = Convert.FromHexString(hex);
        Assert.Equal(status, SingleObjectEncoding.TryReadHeader(value, out var fingerprint));
        Assert.Equal(0ul, fingerprint);
        Assert.Equal(words, SingleObjectEncoding.Describe(status, value));
    }

    [Fact]
    public void A_header_alone_is_whole_for_a_value_of_no_bytes()
    {
        var value = Convert.FromHexString("c3018a8f25cce724dd63");
        Assert.Equal(SingleObjectStatus.Ok, SingleObjectEncoding.TryReadHeader(value, out var fingerprint));
        Assert.Equal(SchemaFingerprint.Crc64(AvroSchema.Parse("\"null\"")), fingerprint);
    }

    [Fact]
    public void A_destination_too_short_is_the_callers_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SingleObjectEncoding.WriteHeader(new byte[9], 1));

    [Fact]
    public void Reading_and_writing_a_header_allocates_nothing()
    {
        var header = new byte[SingleObjectEncoding.HeaderSize];
        Assert.Equal(0, Allocations.Of(() =>
        {
            SingleObjectEncoding.WriteHeader(header, 7);
            SingleObjectEncoding.TryReadHeader(header, out _);
        }));
    }
}
