using OrderPipeline.Producer.Sending;
using OrderPipeline.Producer.Source;
using TestKit.Memory;

namespace Producer.Tests.Sending;

[Trait("Category", "Unit")]
public sealed class OrderEncoderTests
{
    [Fact]
    public void An_order_is_the_header_and_its_Avro()
    {
        var value = new OrderEncoder(0x01020304).Encode(new OrderFields("1001"u8, "Tee"u8, 10.5f));

        Assert.Equal("00" + "01020304" + "08" + "31303031" + "06" + "546565" + "00002841", Convert.ToHexString(value));
    }

    [Fact]
    public void A_long_order_fits_after_the_buffer_has_grown_and_a_warm_one_allocates_nothing()
    {
        var encoder = new OrderEncoder(1);
        var product = new byte[50_000];
        product.AsSpan().Fill((byte)'x');

        Assert.Equal(50_000 + 5 + 5 + 3 + 4, encoder.Encode(new OrderFields("1001"u8, product, 1)).Length);

        var allocated = Allocations.Of(() =>
        {
            for (var n = 0; n < 1_000; n++) encoder.Encode(new OrderFields("1001"u8, product, 1));
        });
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void What_was_encoded_can_be_shown()
    {
        var value = new OrderEncoder(1).Encode(new OrderFields("1001"u8, "Item4"u8, 56.52f));

        Assert.Equal("1001 Item4 56.52", OrderText.Of(value).ToString());
        Assert.Equal("10.00", OrderText.Show(10f));
        Assert.Equal("0.0000123", OrderText.Show(0.0000123f));
    }
}
