using AggregationConsumer.Tests.Fakes;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Orders;
using OrderPipeline.Contracts.Settings;
using OrderPipeline.Messaging.Handling;

namespace AggregationConsumer.Tests.Orders;

[Trait("Category", "Unit")]
public sealed class FaultInjectionTests
{
    private const int Orders = 20_000;
    private static readonly Product Item = new(0, "Item3"u8.ToArray());

    [Fact]
    public void Without_settings_nothing_fails() =>
        Assert.Equal(0, Failing(new FaultInjection(new FaultsOptions()), attempt: 1));

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void The_share_that_is_asked_for_fails_at_first_and_nothing_the_third_time(double rate)
    {
        var faults = new FaultInjection(new FaultsOptions { TransientRate = rate, Seed = 7 });

        Assert.InRange(Failing(faults, attempt: 1), (rate - 0.02) * Orders, (rate + 0.02) * Orders);
        Assert.InRange(Failing(faults, attempt: 2), ((rate / 2) - 0.02) * Orders, ((rate / 2) + 0.02) * Orders);
        Assert.Equal(0, Failing(faults, attempt: 3));
    }

    [Fact]
    public void A_seed_chooses_the_same_orders_again_and_another_seed_others()
    {
        var options = new FaultsOptions { TransientRate = 0.3, Seed = 7 };

        Assert.Equal(Chosen(options), Chosen(options));
        Assert.NotEqual(Chosen(options), Chosen(new FaultsOptions { TransientRate = 0.3, Seed = 8 }));
    }

    [Fact]
    public void The_product_that_is_named_fails_at_every_attempt_and_others_never()
    {
        var faults = new FaultInjection(new FaultsOptions { FailProduct = "Item3" });
        var record = Kitchen.Record([1]).AsView();

        for (var attempt = 1; attempt <= 5; attempt++)
            Assert.Equal((FailureKind.Processing, true), Meaning(faults.Of(record, Item, attempt)!));
        Assert.Null(faults.Of(record, new Product(1, "Item30"u8.ToArray()), 1));
    }

    private static (FailureKind Kind, bool MayPass) Meaning(Failure failure) => (failure.Kind, failure.MayPass);

    private static List<int> Chosen(FaultsOptions options)
    {
        var faults = new FaultInjection(options);
        return [.. Enumerable.Range(0, 1_000).Where(offset =>
            faults.Of(Kitchen.Record([1], offset).AsView(), Item, 1) is not null)];
    }

    private static int Failing(FaultInjection faults, int attempt) => Enumerable.Range(0, Orders)
        .Count(offset => faults.Of(Kitchen.Record([1], offset / 4, offset % 4).AsView(), Item, attempt) is not null);
}
