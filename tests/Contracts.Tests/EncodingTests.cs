using OrderPipeline.Avro;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Contracts;
using TestKit.Repository;
using Xunit;

namespace Contracts.Tests;

[Trait("Category", "Unit")]
public sealed class EncodingTests
{
    [Fact]
    public void An_order_has_the_bytes_of_the_reference() => Check(Samples.Order, Golden.Order);

    [Fact]
    public void Text_beyond_ascii_and_negative_zero_are_kept() =>
        Check(new Order { OrderId = "ä€😀", Product = "x", Price = -0.0f }, Golden.OrderBeyondAscii);

    [Fact]
    public void A_dead_letter_has_the_bytes_of_the_reference() => Check(Samples.DeadLetter, Golden.DeadLetter);

    [Fact]
    public void An_average_has_the_bytes_of_the_reference() => Check(Samples.ProductAverage, Golden.ProductAverage);

    [Fact]
    public void A_ledger_has_the_bytes_of_the_reference() => Check(Samples.Ledger, Golden.Ledger);

    [Fact]
    public void A_decision_has_the_bytes_of_the_reference() => Check(Samples.Redrive, Golden.Redrive);

    [Theory]
    [InlineData("order", typeof(Order))]
    [InlineData("dead-letter", typeof(DeadLetter))]
    [InlineData("product-average", typeof(ProductAverage))]
    [InlineData("ledger", typeof(Ledger))]
    [InlineData("redrive", typeof(Redrive))]
    public void The_schema_is_the_file_without_whitespace(string file, Type type)
    {
        var path = RepositoryRoot.PathOf($"schemas/{file}.avsc");
        var json = (string)type.GetField("SchemaJson")!.GetRawConstantValue()!;
        Assert.Equal(AvroSchema.Parse(File.ReadAllText(path)).Json, json);
    }

    private static void Check<T>(T value, string hex)
        where T : class, IAvroRecord<T>
    {
        var bytes = Convert.FromHexString(hex);
        var buffer = new byte[bytes.Length];
        var writer = new AvroWriter(buffer);
        value.Write(ref writer);
        Assert.Equal("ok", writer.Status.ToString());
        Assert.Equal(hex, Convert.ToHexStringLower(buffer.AsSpan(0, writer.Written)));

        var reader = new AvroReader(bytes);
        Assert.Equal(value, T.Read(ref reader));
        Assert.Equal(0, reader.Remaining);

        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = new AvroReader(bytes.AsSpan(0, length));
            var status = T.TryRead(ref cut, out var none);
            Assert.Equal(AvroErrorCode.EndOfData, status.Code);
            Assert.NotNull(status.Path);
            Assert.Null(none);

            var narrow = new AvroWriter(buffer.AsSpan(0, length));
            value.Write(ref narrow);
            Assert.True(narrow.Overflowed);
        }
    }
}
