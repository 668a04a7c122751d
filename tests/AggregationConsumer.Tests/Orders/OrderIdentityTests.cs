using System.Globalization;
using AggregationConsumer.Tests.Fakes;
using OrderPipeline.AggregationConsumer.Orders;

namespace AggregationConsumer.Tests.Orders;

[Trait("Category", "Unit")]
public sealed class OrderIdentityTests
{
    [Fact]
    public async Task An_order_is_known_by_the_first_half_of_the_sha_256_of_its_id_and_by_nothing_else()
    {
        using var kitchen = await new Kitchen().KnowAsync(Kitchen.OrderId);
        var identity = new OrderIdentity(kitchen.Decoder);

        var first = identity.Identify(Kitchen.Record(Kitchen.Framed("1001", "Item1", 1f), key: [1]).AsView());
        var second = identity.Identify(Kitchen.Record(Kitchen.Framed("1001", "Item2", 2f), key: [2]).AsView());
        var other = identity.Identify(Kitchen.Record(Kitchen.Framed("1002", "Item1", 1f), key: [1]).AsView());

        Assert.Equal("FE675FE7AAEE830B6FED09B64E034F84", first.ToString("X32", CultureInfo.InvariantCulture));
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task What_cannot_be_read_has_no_identity()
    {
        using var kitchen = await new Kitchen().KnowAsync(Kitchen.OrderId);
        var identity = new OrderIdentity(kitchen.Decoder);

        Assert.Equal(UInt128.Zero, identity.Identify(Kitchen.Record([1, 2, 3]).AsView()));
        Assert.Equal(UInt128.Zero, identity.Identify(Kitchen.Record(null).AsView()));
    }
}
