using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using TestKit.Memory;
using Xunit;

namespace Contracts.Tests;

[Trait("Category", "Unit")]
public sealed class ViewTests
{
    [Fact]
    public void An_order_is_read_in_place()
    {
        var reader = new AvroReader(Convert.FromHexString(Golden.Order));
        Assert.True(OrderView.TryRead(ref reader, out var view).IsOk);
        Assert.True(view.OrderId.SequenceEqual("1001"u8));
        Assert.True(view.Product.SequenceEqual("Item4"u8));
        Assert.Equal(56.52f, view.Price);
        Assert.Equal(Samples.Order, view.ToRecord());
    }

    [Fact]
    public void An_order_is_written_from_spans()
    {
        var buffer = new byte[64];
        var writer = new AvroWriter(buffer);
        OrderView.Write(ref writer, "1001"u8, "Item4"u8, 56.52f);
        Assert.Equal(Golden.Order, Convert.ToHexStringLower(buffer.AsSpan(0, writer.Written)));
    }

    [Fact]
    public void An_average_goes_through_its_view_unchanged()
    {
        var reader = new AvroReader(Convert.FromHexString(Golden.ProductAverage));
        Assert.True(ProductAverageView.TryRead(ref reader, out var view).IsOk);
        Assert.Equal(Samples.ProductAverage, view.ToRecord());
        var buffer = new byte[64];
        var writer = new AvroWriter(buffer);
        ProductAverageView.Write(ref writer, view);
        Assert.Equal(Golden.ProductAverage, Convert.ToHexStringLower(buffer.AsSpan(0, writer.Written)));
    }

    [Fact]
    public void A_sum_of_another_size_is_refused() => Assert.Throws<InvalidOperationException>(() =>
    {
        var writer = new AvroWriter(new byte[64]);
        ProductAverageView.Write(ref writer, "a"u8, 1, [1, 2], 0, 0, 0, 0, 0);
    });

    [Theory]
    [InlineData("", "orderId: the data ends within the value that begins at byte 0")]
    [InlineData("0231024100", "price: the data ends within the value that begins at byte 4")]
    [InlineData("02ff024100000000", "orderId: the string at byte 0 is not UTF-8")]
    [InlineData("0231014100000000", "product: the length at byte 2 is below zero")]
    public void Bad_bytes_are_a_status_that_names_the_field(string hex, string words)
    {
        var reader = new AvroReader(Convert.FromHexString(hex));
        Assert.Equal(words, OrderView.TryRead(ref reader, out var view).ToString());
        Assert.True(view.OrderId.IsEmpty);
    }

    [Fact]
    public void Reading_and_writing_a_view_allocates_nothing()
    {
        var bytes = Convert.FromHexString(Golden.Order);
        var buffer = new byte[64];
        Assert.Equal(15, Copy(bytes, buffer));
        Assert.Equal(0, Allocations.Of(() => Copy(bytes, buffer)));
    }

    private static int Copy(byte[] bytes, byte[] buffer)
    {
        var reader = new AvroReader(bytes);
        OrderView.TryRead(ref reader, out var view);
        var writer = new AvroWriter(buffer);
        OrderView.Write(ref writer, view);
        return writer.Written;
    }
}
