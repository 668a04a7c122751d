using OrderPipeline.Messaging.Settings;
using TestKit.Memory;

namespace AggregationConsumer.Tests.Orders;

/// <summary>The framed bytes are those of Apache's Java implementation of Avro.</summary>
[Trait("Category", "Unit")]
public sealed class FramingTests
{
    private const string Plain = "08313030310a4974656d3100004841";
    private const string Confluent = "0000000007" + Plain;
    private const string SingleObject = "c30129759da7d743bde1" + Plain;
    private const string OtherPlain = "0000484108313030310a4974656d31";
    private const string OtherSingleObject = "c30197913eca3901819f" + OtherPlain;
    private const string Json = "7b226f72646572496422";
    private const string UnknownFingerprint =
        "no schema is known with the fingerprint 97913eca3901819f (CRC-64-AVRO, its bytes as they stand after C301)";

    [Theory]
    [InlineData(SingleObject, "1001 Item1 12.5")]
    [InlineData(OtherSingleObject, UnknownFingerprint)]
    [InlineData("c30129759da7d743bd", "the value ends after 9 of the 10 bytes of the header")]
    [InlineData(Confluent, "the value begins with 00, not with the marker C301 of the single-object encoding")]
    [InlineData(Plain, "the value begins with 08, not with the marker C301 of the single-object encoding")]
    [InlineData(
        "c30129759da7d743bde1",
        "the value is no order: orderId: the data ends within the value that begins at byte 0")]
    [InlineData(SingleObject + "00", "the value is no order: the value ends at byte 15, but the data goes on")]
    public async Task A_single_object_is_read_where_its_fingerprint_is_known(string hex, string expected)
    {
        using var framing = new AnOrderFraming(InputFormat.SingleObject);
        Assert.Equal(expected, await framing.ReadAsync(hex));
    }

    [Theory]
    [InlineData(InputFormat.SingleObject, SingleObject)]
    [InlineData(InputFormat.SingleObject, OtherSingleObject)]
    [InlineData(InputFormat.Raw, OtherPlain)]
    [InlineData(InputFormat.Auto, OtherPlain)]
    [InlineData(InputFormat.Auto, SingleObject)]
    [InlineData(InputFormat.Auto, OtherSingleObject)]
    [InlineData(InputFormat.Auto, Confluent)]
    [InlineData(InputFormat.Confluent, Confluent)]
    public async Task A_schema_file_adds_to_what_is_read(InputFormat format, string hex)
    {
        using var file = new OtherOrderSchemaFile();
        using var framing = new AnOrderFraming(format, file.Path);
        Assert.Equal("1001 Item1 12.5", await framing.ReadAsync(hex));
    }

    [Theory]
    [InlineData(Confluent, "1001 Item1 12.5")]
    [InlineData("007fffffff" + Plain, "1001 Item1 12.5")]
    [InlineData(SingleObject, "1001 Item1 12.5")]
    [InlineData(OtherSingleObject, UnknownFingerprint)]
    [InlineData("c301", "the value ends after 2 of the 10 bytes of the header")]
    [InlineData("00000007", "the value ends after 4 of the 5 bytes of the header")]
    [InlineData("0000000000000000", "the schema id is not above 0 (a writer with 8-byte ids frames like this)")]
    [InlineData(
        Plain,
        "the value begins with 08, not with the marker C301 of the single-object encoding nor with Confluent's 00; "
        + "unframed orders need Consumer:InputSchemaFile")]
    [InlineData(
        "c302",
        "the value begins with C302, not with the marker C301 of the single-object encoding nor with "
        + "Confluent's 00; unframed orders need Consumer:InputSchemaFile")]
    [InlineData(
        Json,
        "the value begins with 7B, not with the marker C301 of the single-object encoding nor with Confluent's 00: "
        + "it looks like JSON text; unframed orders need Consumer:InputSchemaFile")]
    public async Task Each_value_tells_its_framing_itself(string hex, string expected)
    {
        using var framing = new AnOrderFraming(InputFormat.Auto);
        Assert.Equal(expected, await framing.ReadAsync(hex));
    }

    [Theory]
    [InlineData("00ffffff43" + Plain)]
    [InlineData("0000000000" + Plain)]
    [InlineData("00000041")]
    public async Task What_no_framing_fits_is_judged_as_unframed_where_a_schema_for_that_is_named(string hex)
    {
        using var file = new OtherOrderSchemaFile();
        using var auto = new AnOrderFraming(InputFormat.Auto, file.Path);
        using var raw = new AnOrderFraming(InputFormat.Raw, file.Path);
        var words = await auto.ReadAsync(hex);
        Assert.StartsWith("the value is no order: ", words, StringComparison.Ordinal);
        Assert.Equal(await raw.ReadAsync(hex), words);
    }

    [Theory]
    [InlineData("c301" + Plain, "1001 Item1 12.5")]
    [InlineData("00" + Plain, "1001 Item1 12.5")]
    [InlineData(SingleObject, "1001 Item1 12.5")]
    [InlineData(Confluent, "1001 Item1 12.5")]
    [InlineData(OtherSingleObject, UnknownFingerprint)]
    public async Task Unframed_orders_may_begin_like_framed_ones(string hex, string expected)
    {
        using var file = new OtherOrderSchemaFile(OtherOrderSchemaFile.NumberFirst);
        using var framing = new AnOrderFraming(InputFormat.Auto, file.Path);
        Assert.Equal(expected, await framing.ReadAsync(hex));
    }

    [Theory]
    [InlineData(Confluent)]
    [InlineData(SingleObject)]
    [InlineData(OtherSingleObject)]
    [InlineData(OtherPlain)]
    public async Task Finding_the_framing_allocates_nothing(string hex)
    {
        using var file = new OtherOrderSchemaFile();
        using var framing = new AnOrderFraming(InputFormat.Auto, file.Path);
        Assert.Equal("1001 Item1 12.5", await framing.ReadAsync(hex));
        var value = Convert.FromHexString(hex);
        Assert.Equal(0, Allocations.Of(() => framing.Framing.Open(value)));
    }
}
