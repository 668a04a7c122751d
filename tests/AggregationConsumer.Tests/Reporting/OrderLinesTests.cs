using AggregationConsumer.Tests.Fakes;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Messaging.State;

namespace AggregationConsumer.Tests.Reporting;

[Trait("Category", "Unit")]
public sealed class OrderLinesTests
{
    [Fact]
    public async Task An_order_has_a_line_once_it_is_committed_and_not_before()
    {
        using var kitchen = await new Kitchen(isQuiet: false).KnowAsync(1);
        var state = Begin(kitchen);
        Average(kitchen, state, 1);
        Assert.True(kitchen.Output.Flush(TimeSpan.FromSeconds(20)));
        Assert.Equal("", kitchen.Written.ToString());

        Commit(state, 1);

        Assert.True(kitchen.Output.Flush(TimeSpan.FromSeconds(20)));
        Assert.Equal("✔ 1000 Item2 45.99   average 45.99 (n 1)\n", kitchen.Written.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_discarded_order_has_no_line_and_keeps_no_later_one_away()
    {
        using var kitchen = await new Kitchen(isQuiet: false).KnowAsync(1);
        var state = Begin(kitchen);
        Average(kitchen, state, 60);
        state.Discard();
        Average(kitchen, state, 1);
        Commit(state, 1);
        kitchen.Time.Advance(TimeSpan.FromSeconds(1));
        Average(kitchen, state, 1);
        Commit(state, 2);

        Assert.True(kitchen.Output.Flush(TimeSpan.FromSeconds(20)));
        Assert.Contains("(n 2)", kitchen.Written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_than_fifty_lines_a_second_are_printed()
    {
        using var kitchen = await new Kitchen(isQuiet: false).KnowAsync(1);
        var state = Begin(kitchen);
        for (var commit = 1; commit <= 5; commit++)
        {
            Average(kitchen, state, 40);
            Commit(state, 40 * commit);
        }

        Assert.True(kitchen.Output.Flush(TimeSpan.FromSeconds(20)));
        Assert.Equal(50, kitchen.Written.ToString().Count(letter => letter == '✔'));
    }

    [Theory]
    [InlineData(10f, "10.00")]
    [InlineData(45.99f, "45.99")]
    [InlineData(0.125f, "0.125")]
    public void A_price_has_two_decimals_or_as_many_as_it_has(float price, string text) =>
        Assert.Equal(text, OrderLines.Price(price));

    private static PartitionAverages Begin(Kitchen kitchen)
    {
        var state = (PartitionAverages)kitchen.Store.StartRestore(0).Begin(0, null);
        kitchen.Store.Opened(0, state);
        return state;
    }

    private static void Average(Kitchen kitchen, PartitionAverages state, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var value = Kitchen.Framed($"{1_000 + number}", "Item2", 45.99f);
            state.Apply(kitchen.Handler.Handle(Kitchen.Record(value, number).AsView(), 1).Result);
        }
    }

    private static void Commit(PartitionAverages state, long nextOffset)
    {
        state.WriteChanges(new Nowhere(), nextOffset);
        state.Commit();
    }

    private sealed class Nowhere : IStateWriter
    {
        public void Write(byte[] key, byte[] value)
        {
        }
    }
}
