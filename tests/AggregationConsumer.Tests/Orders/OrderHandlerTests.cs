using AggregationConsumer.Tests.Fakes;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Handling;

namespace AggregationConsumer.Tests.Orders;

[Trait("Category", "Unit")]
public sealed class OrderHandlerTests : IDisposable
{
    private const string Renamed = """
        {"type":"record","name":"Order","namespace":"com.other","fields":[{"name":"order_id","type":"string"},
        {"name":"product","type":"string"},{"name":"price","type":"float"}]}
        """;

    private const string Reordered = """
        {"type":"record","name":"OrderRecord","namespace":"order","fields":[{"name":"price","type":"float"},
        {"name":"note","type":["null","string"]},{"name":"product","type":"string"},{"name":"orderId","type":"string"}]}
        """;

    private const string IntId = """
        {"type":"record","name":"Order","fields":[{"name":"orderId","type":"int"},
        {"name":"product","type":"string"},{"name":"price","type":"float"}]}
        """;

    private const string DoublePrice = """
        {"type":"record","name":"Order","fields":[{"name":"orderId","type":"string"},
        {"name":"product","type":"string"},{"name":"price","type":"double"}]}
        """;

    private const string NoPrice = """
        {"type":"record","name":"Order","fields":[
            {"name":"orderId","type":"string"},{"name":"product","type":"string"}]}
        """;

    private readonly Kitchen _kitchen = new();

    [Theory]
    [InlineData(null, "the value is null")]
    [InlineData("", "the value is empty")]
    [InlineData("00000000", "the value ends after 4 of the 5 bytes of the header")]
    [InlineData("017B", "the first byte is 0x01, not the magic byte 0x00")]
    [InlineData("7B226F726465724964223A2231227D",
        "the first byte is 0x7B, not the magic byte 0x00: the value looks like JSON text")]
    [InlineData("0000000000", "the schema id is not above 0 (a writer with 8-byte ids frames like this)")]
    [InlineData("0000000001", "the value is no order: ")]
    [InlineData("00000000010261", "the value is no order: ")]
    [InlineData("0000000001026102620000803F00", "the value is no order: ")]
    [InlineData("000000000102FF02620000803F", "the value is no order: ")]
    public async Task What_is_no_order_is_a_dead_letter_that_says_why(string? hex, string reason)
    {
        await _kitchen.KnowAsync(1);

        var failure = Handle(hex is null ? null : Convert.FromHexString(hex)).Failure!;

        Assert.Equal((FailureKind.Deserialization, false), (failure.Kind, failure.MayPass));
        Assert.StartsWith(reason, failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "A", 1f, "The order id is empty.")]
    [InlineData("1", " ", 1f, "The product is empty.")]
    [InlineData("1", "$ledger", 1f, "The product begins with '$', which is reserved.")]
    [InlineData("1", "A", float.NaN, "The price is not a finite number.")]
    [InlineData("1", "A", float.PositiveInfinity, "The price is not a finite number.")]
    [InlineData("1", "A", -0f, "The price is not above zero.")]
    [InlineData("1", "A", 7e-6f, "The price is below the lowest one allowed, 2^-17.")]
    [InlineData("1", "A", 1.1e12f, "The price is not below 10^12.")]
    public async Task An_order_that_breaks_a_rule_is_a_dead_letter_of_validation(
        string orderId, string product, float price, string reason)
    {
        await _kitchen.KnowAsync(1);

        var failure = Handle(Kitchen.Framed(orderId, product, price)).Failure!;

        Assert.Equal((FailureKind.Validation, false, reason), (failure.Kind, failure.MayPass, failure.Reason));
    }

    [Fact]
    public async Task A_product_whose_average_would_not_fit_a_record_is_a_dead_letter_of_validation()
    {
        await _kitchen.KnowAsync(1);

        Assert.True(Handle(Kitchen.Framed("1", new string('x', 262_144), 1f)).IsSuccess);
        var failure = Handle(Kitchen.Framed("1", new string('x', 262_145), 1f)).Failure!;

        Assert.Equal(FailureKind.Validation, failure.Kind);
        Assert.Equal("The product is longer than 262,144 bytes.", failure.Reason);
    }

    [Fact]
    public async Task A_good_order_is_its_product_and_price()
    {
        await _kitchen.KnowAsync(1);

        var handled = Handle(Kitchen.Framed("1001", "Item2", 45.99f));

        Assert.True(handled.IsSuccess);
        Assert.Equal(new AveragedOrder(_kitchen.Products.GetOrAdd("Item2"u8), 45.99f, null), handled.Result);
    }

    [Theory]
    [InlineData(Renamed, "0A313030310A4974656D32295C3742")]
    [InlineData(Reordered, "295C374200" + "0A4974656D32" + "0831303031")]
    public async Task Another_writers_order_is_read_through_resolution(string schema, string avro)
    {
        await _kitchen.KnowAsync(9, schema);
        var bytes = Convert.FromHexString(
            "0000000009" + avro.Replace("0A31303031", "0831303031", StringComparison.Ordinal));

        var handled = Handle(bytes);

        Assert.Null(handled.Failure?.Reason);
        Assert.Equal(("Item2", 45.84f), (handled.Result.Product.Name, handled.Result.Price));
    }

    [Theory]
    [InlineData(IntId, "orderId: ")]
    [InlineData(DoublePrice, "price: ")]
    [InlineData(NoPrice, "price: ")]
    [InlineData("\"string\"", "")]
    [InlineData("{", "schema id 9 is not a valid Avro schema: ")]
    public async Task A_schema_that_does_not_resolve_is_a_dead_letter_that_names_the_field(string schema, string named)
    {
        await _kitchen.KnowAsync(9, schema);

        var failure = Handle(Convert.FromHexString("00000000090202620000803F")).Failure!;

        Assert.Equal((FailureKind.Deserialization, false), (failure.Kind, failure.MayPass));
        Assert.StartsWith("schema id 9 ", failure.Reason, StringComparison.Ordinal);
        Assert.Contains(named, failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_of_a_schema_that_is_not_loaded_yet_waits_and_is_no_dead_letter()
    {
        _kitchen.Registry.IsAway = true;

        var handled = Handle(Kitchen.Framed("1", "A", 1f));

        Assert.Null(handled.Failure);
        Assert.NotNull(handled.Dependency);
    }

    public void Dispose() => _kitchen.Dispose();

    private HandledRecord<AveragedOrder> Handle(byte[]? value) =>
        _kitchen.Handler.Handle(Kitchen.Record(value).AsView(), 1);
}
