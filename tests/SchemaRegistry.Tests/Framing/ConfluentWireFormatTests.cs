using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Framing;
using Xunit;

namespace SchemaRegistry.Tests.Framing;

[Trait("Category", "Unit")]
public sealed class ConfluentWireFormatTests
{
    [Fact]
    public void The_header_is_a_zero_and_the_id_big_endian()
    {
        var bytes = new byte[6];

        ConfluentWireFormat.WriteHeader(bytes, 0x01020304);

        Assert.Equal("000102030400", Convert.ToHexString(bytes));
        Assert.Equal(FramingStatus.Ok, ConfluentWireFormat.TryReadHeader(bytes, out var id));
        Assert.Equal(0x01020304, id);
    }

    [Theory]
    [InlineData("", FramingStatus.Empty, "the value is empty")]
    [InlineData("00", FramingStatus.Truncated, "the value ends after 1 of the 5 bytes of the header")]
    [InlineData("00000001", FramingStatus.Truncated, "the value ends after 4 of the 5 bytes of the header")]
    [InlineData("C301020304", FramingStatus.WrongMagicByte, "the first byte is 0xC3, not the magic byte 0x00")]
    [InlineData("20", FramingStatus.WrongMagicByte, "the first byte is 0x20, not the magic byte 0x00")]
    [InlineData(
        "7B226F7264657249", FramingStatus.LooksLikeJson,
        "the first byte is 0x7B, not the magic byte 0x00: the value looks like JSON text")]
    [InlineData(
        "0A205B5D", FramingStatus.LooksLikeJson,
        "the first byte is 0x0A, not the magic byte 0x00: the value looks like JSON text")]
    [InlineData(
        "000000000000000007", FramingStatus.LooksLikeLongId,
        "the schema id is not above 0: this looks like an 8-byte id, 7, as Apicurio's serializers write it unless "
        + "they are told to write 4 bytes")]
    [InlineData(
        "0000000000FFFFFFFF", FramingStatus.BadSchemaId,
        "the schema id is not above 0 (a writer with 8-byte ids frames like this)")]
    [InlineData(
        "0000000000", FramingStatus.BadSchemaId,
        "the schema id is not above 0 (a writer with 8-byte ids frames like this)")]
    [InlineData(
        "00FFFFFFFF", FramingStatus.BadSchemaId,
        "the schema id is not above 0 (a writer with 8-byte ids frames like this)")]
    public void A_value_that_is_not_framed_is_told_in_words(string hex, FramingStatus status, string words)
    {
        var value = Convert.FromHexString(hex);

        Assert.Equal(status, ConfluentWireFormat.TryReadHeader(value, out var id));
        Assert.Equal(0, id);
        Assert.Equal(words, ConfluentWireFormat.Describe(status, value));
    }

    [Theory]
    [InlineData(SubjectNameStrategy.Topic, false, "orders.averages-value")]
    [InlineData(SubjectNameStrategy.Topic, true, "orders.averages-key")]
    [InlineData(SubjectNameStrategy.Record, false, "OrderPipeline.Contracts.Ledger")]
    [InlineData(SubjectNameStrategy.TopicRecord, false, "orders.averages-OrderPipeline.Contracts.Ledger")]
    public void Subjects_are_named_as_Confluent_names_them(SubjectNameStrategy strategy, bool isKey, string subject)
    {
        Assert.Equal(subject, strategy.SubjectFor("orders.averages", "OrderPipeline.Contracts.Ledger", isKey));
    }
}
