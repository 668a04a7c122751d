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

        Commit(kitchen, state, 1);

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
        Commit(kitchen, state, 1);
        kitchen.Time.Advance(TimeSpan.FromSeconds(1));
        Average(kitchen, state, 1);
        Commit(kitchen, state, 2);

        Assert.True(kitchen.Output.Flush(TimeSpan.FromSeconds(20)));
        var written = kitchen.Written.ToString();
        Assert.Contains("(n 2)", written, StringComparison.Ordinal);
        // None of the sixty; the first one after them came while they held all the room.
        Assert.Single(written, letter => letter == '✔');
    }

    [Fact]
    public async Task No_more_than_fifty_lines_a_second_are_printed()
    {
        using var kitchen = await new Kitchen(isQuiet: false).KnowAsync(1);
        var state = Begin(kitchen);
        for (var commit = 1; commit <= 5; commit++)
        {
            Average(kitchen, state, 40);
            Commit(kitchen, state, 40 * commit);
        }

        Assert.True(kitchen.Output.Flush(TimeSpan.FromSeconds(20)));
        Assert.Equal(50, kitchen.Written.ToString().Count(letter => letter == '✔'));
    }

    [Fact]
    public async Task How_many_lines_were_left_out_is_said()
    {
        using var kitchen = await new Kitchen(isQuiet: false).KnowAsync(1);
        var state = Begin(kitchen);
        Average(kitchen, state, 1_250);
        Commit(kitchen, state, 1_250);
        kitchen.Lines.Flush(isLast: true);

        Assert.True(kitchen.Output.Flush(TimeSpan.FromSeconds(20)));
        var written = kitchen.Written.ToString().ReplaceLineEndings("\n");
        Assert.EndsWith("… 1,200 more not shown\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_several_partitions_stand_in_the_order_in_which_they_were_counted()
    {
        using var kitchen = await new Kitchen(isQuiet: false).KnowAsync(1);
        var first = Begin(kitchen);
        var second = Begin(kitchen, 1);
        Average(kitchen, second, 1);
        Average(kitchen, first, 1);
        Average(kitchen, second, 1);
        first.WriteChanges(new Nowhere(), 1);
        first.Commit();
        Commit(kitchen, second, 2);

        Assert.True(kitchen.Output.Flush(TimeSpan.FromSeconds(20)));
        var lines = kitchen.Written.ToString().Split((char)10, StringSplitOptions.RemoveEmptyEntries);
        var counts = lines.Select(line => line.Trim()[^2]);
        Assert.Equal(['1', '2', '3'], counts);
    }

    [Fact]
    public async Task An_order_counted_between_a_commit_and_its_lines_has_its_own_with_the_next_commit()
    {
        using var kitchen = await new Kitchen(isQuiet: false).KnowAsync(1);
        var first = Begin(kitchen);
        var second = Begin(kitchen, 1);
        Average(kitchen, first, 1);
        Average(kitchen, second, 1);
        first.WriteChanges(new Nowhere(), 1);
        second.WriteChanges(new Nowhere(), 1);
        first.Commit();
        // What was handled while the commit ran is counted here, before the second partition takes its end.
        Average(kitchen, first, 1);
        second.Commit();
        kitchen.Lines.Flush();
        Assert.Equal(["(n 1)", "(n 2)"], Ends(kitchen));

        Commit(kitchen, first, 2);

        Assert.Equal(["(n 1)", "(n 2)", "(n 3)"], Ends(kitchen));
        kitchen.Lines.Flush(isLast: true);
        Assert.DoesNotContain("not shown", kitchen.Written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partition_that_is_not_in_the_commit_has_no_line()
    {
        using var kitchen = await new Kitchen(isQuiet: false).KnowAsync(1);
        var first = Begin(kitchen);
        var second = Begin(kitchen, 1);
        Average(kitchen, first, 1);
        Average(kitchen, second, 1);

        Commit(kitchen, second, 1);
        Assert.Equal(["(n 2)"], Ends(kitchen));
        Commit(kitchen, first, 1);
        Assert.Equal(["(n 2)", "(n 1)"], Ends(kitchen));
    }

    [Fact]
    public async Task What_is_discarded_after_a_commit_takes_no_committed_line_away()
    {
        using var kitchen = await new Kitchen(isQuiet: false).KnowAsync(1);
        var state = Begin(kitchen);
        Average(kitchen, state, 1);
        state.WriteChanges(new Nowhere(), 1);
        state.Commit();
        Average(kitchen, state, 1);
        state.Discard();
        kitchen.Lines.Flush();

        Assert.Equal(["(n 1)"], Ends(kitchen));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_not_committed_of_a_partition_is_not_printed_by_who_opens_it_anew(bool isClosed)
    {
        using var kitchen = await new Kitchen(isQuiet: false).KnowAsync(1);
        var state = Begin(kitchen);
        Average(kitchen, state, 2);
        if (isClosed) kitchen.Store.Closed(0);
        var again = Begin(kitchen);
        Average(kitchen, again, 1);
        Commit(kitchen, again, 1);

        Assert.Equal(["(n 1)"], Ends(kitchen));
    }

    [Theory]
    [InlineData(10f, "10.00")]
    [InlineData(45.99f, "45.99")]
    [InlineData(0.125f, "0.125")]
    public void A_price_has_two_decimals_or_as_many_as_it_has(float price, string text) =>
        Assert.Equal(text, OrderLines.Price(price));

    private static IEnumerable<string> Ends(Kitchen kitchen)
    {
        Assert.True(kitchen.Output.Flush(TimeSpan.FromSeconds(20)));
        return kitchen.Written.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line[line.IndexOf('(', StringComparison.Ordinal)..]);
    }

    private static PartitionAverages Begin(Kitchen kitchen, int partition = 0)
    {
        var state = (PartitionAverages)kitchen.Store.StartRestore(partition).Begin(0, null);
        kitchen.Store.Opened(partition, state);
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

    private static void Commit(Kitchen kitchen, PartitionAverages state, long nextOffset)
    {
        state.WriteChanges(new Nowhere(), nextOffset);
        state.Commit();
        kitchen.Lines.Flush();
    }

    private sealed class Nowhere : IStateWriter
    {
        public void Write(byte[] key, byte[] value)
        {
        }
    }
}
