using System.Security.Cryptography;
using System.Text;
using OrderPipeline.Producer.Source;
using OrderPipeline.Producer.Source.Lines;
using TestKit.Memory;

namespace Producer.Tests.Source;

[Trait("Category", "Unit")]
public sealed class LineOrderSourceTests
{
    [Theory]
    [InlineData("""{"orderId":"1001","product":"Item4","price":56.52}""", "1001", "Item4", 56.52f)]
    [InlineData("""  { "price" : 1e2, "product" : "Tee ☕", "orderId" : "a\"b" }  """, "a\"b", "Tee ☕", 100f)]
    [InlineData(
        """{"orderId":"\u00fc\ud83d\ude00","product":"x\ty","price":0.01,"n":{"a":[]}}""", "ü😀", "x\ty", 0.01f)]
    public void A_line_is_an_order(string line, string orderId, string product, float price)
    {
        using var source = Source(line);

        Assert.Equal(SourceStatus.Order, source.TryRead(out var order, out _));
        Assert.Equal(orderId, Encoding.UTF8.GetString(order.OrderId));
        Assert.Equal(product, Encoding.UTF8.GetString(order.Product));
        Assert.Equal(price, order.Price);
    }

    [Theory]
    [InlineData("nonsense", "The line is not valid JSON.")]
    [InlineData("""{"orderId":"1","product":"a","price":1""", "The line is not valid JSON.")]
    [InlineData("""{"orderId":"1","product":"a","price":1} {}""", "The line is not valid JSON.")]
    [InlineData("""{"orderId":"1","product":"a","price":NaN}""", "The line is not valid JSON.")]
    [InlineData("[1]", "The line is not a JSON object.")]
    [InlineData("null", "The line is not a JSON object.")]
    [InlineData("{}", "The line has no orderId.")]
    [InlineData("""{"orderId":"1","price":1}""", "The line has no product.")]
    [InlineData("""{"orderId":"1","product":"a"}""", "The line has no price.")]
    [InlineData("""{"orderId":1,"product":"a","price":1}""", "The orderId is a number, not a string.")]
    [InlineData("""{"orderId":"1","product":null,"price":1}""", "The product is null, not a string.")]
    [InlineData("""{"orderId":"1","product":["a"],"price":1}""", "The product is an array, not a string.")]
    [InlineData("""{"orderId":"1","product":"a","price":"1"}""", "The price is a string, not a number.")]
    [InlineData("""{"orderId":"1","product":"a","price":{}}""", "The price is an object, not a number.")]
    [InlineData("""{"orderId":"1","orderId":"2","product":"a","price":1}""", "The line has orderId twice.")]
    [InlineData("""{"orderId":"1","product":"a","price":1,"price":2}""", "The line has price twice.")]
    [InlineData("""{"orderId":"1","product":"\ud800","price":1}""", "The line holds text that is not valid Unicode.")]
    [InlineData("""{"orderId":" ","product":"a","price":1}""", "The order id is empty.")]
    [InlineData("""{"orderId":"1","product":"","price":1}""", "The product is empty.")]
    [InlineData("""{"orderId":"1","product":"$x","price":1}""", "The product begins with '$', which is reserved.")]
    [InlineData("""{"orderId":"1","product":"a","price":1e400}""", "The price is not a finite number.")]
    [InlineData("""{"orderId":"1","product":"a","price":-0.0}""", "The price is not above zero.")]
    [InlineData("""{"orderId":"1","product":"a","price":1.1e12}""", "The price is not below 10^12.")]
    public void A_bad_line_says_why_and_keeps_its_bytes(string line, string reason)
    {
        using var source = Source("\n" + line);

        Assert.Equal(SourceStatus.BadLine, source.TryRead(out _, out var bad));
        Assert.Equal(reason, bad!.Reason);
        Assert.Equal(line, Encoding.UTF8.GetString(bad.Bytes!));
        Assert.Equal(2, bad.Number);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(line)), bad.Sha256);
    }

    [Fact]
    public void A_bad_line_tells_what_could_be_read_of_it()
    {
        using var source = Source("""{"orderId":"7","price":0,"product":"Item1"}""");

        source.TryRead(out _, out var bad);

        Assert.Equal(("7", "Item1", 0f), (bad!.OrderId, bad.Product, bad.Price!.Value));
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_a_bad_line()
    {
        using var source = new LineOrderSource(new LineReader(new MemoryStream([0x7B, 0xC3, 0x28, 0x7D]), () => { }));

        Assert.Equal(SourceStatus.BadLine, source.TryRead(out _, out var bad));
        Assert.Equal("The line is not valid UTF-8.", bad!.Reason);
        Assert.Equal([0x7B, 0xC3, 0x28, 0x7D], bad.Bytes);
    }

    [Fact]
    public void Reading_goes_on_after_bad_and_blank_lines()
    {
        using var source = Source("\uFEFF{\"orderId\":\"1\",\"product\":\"a\",\"price\":1}\r\nbad\r\n \t\r\n\r\n"
            + "{\"orderId\":\"2\",\"product\":\"b\",\"price\":2}");

        Assert.Equal(SourceStatus.Order, source.TryRead(out _, out _));
        Assert.Equal(SourceStatus.BadLine, source.TryRead(out _, out _));
        Assert.Equal(SourceStatus.Order, source.TryRead(out var order, out _));
        Assert.Equal("2", Encoding.UTF8.GetString(order.OrderId));
        Assert.Equal(SourceStatus.End, source.TryRead(out _, out _));
    }

    [Fact]
    public void Good_lines_allocate_nothing()
    {
        const string Line = "{\"orderId\":\"a\\u0020b\",\"product\":\"Item1\",\"price\":12.5}\n";
        var lines = string.Concat(Enumerable.Repeat(Line, 40_000));
        using var source = Source(lines);
        source.TryRead(out _, out _);

        var allocated = Allocations.Of(() =>
        {
            // More than the reader's buffer holds.
            for (var n = 0; n < 6_000; n++) source.TryRead(out _, out _);
        });

        Assert.Equal(0, allocated);
    }

    private static LineOrderSource Source(string text) =>
        new(new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), () => { }));
}
