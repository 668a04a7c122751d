using System.Text.Json;

namespace EndToEnd.Tests.Pipeline;

/// <summary>Compares what our programs say with what another implementation counted, to the last bit.</summary>
internal static class Books
{
    private static readonly string[] Figures = ["count", "sum", "average", "min", "max"];

    /// <summary>
    /// Every figure of the averages and of the ledger equals the count of the other implementation.
    /// </summary>
    public static void Agree(JsonElement averages, JsonElement counted)
    {
        AssertSame(counted.GetProperty("total"), averages.GetProperty("total"), "total");
        var products = averages.GetProperty("products").EnumerateArray().ToList();
        var expected = counted.GetProperty("products").EnumerateArray().ToList();
        Assert.Equal(expected.Select(Product), products.Select(Product));
        foreach (var (one, other) in expected.Zip(products))
            AssertSame(one, other, Product(one));
        AssertLedger(counted.GetProperty("partitions"), averages.GetProperty("ledger"));
    }

    /// <summary>The dead letters are exactly the failing orders: each once, its own bytes, five attempts.</summary>
    public static void EachFailureIsOneDeadLetter(JsonElement counted, JsonElement summary)
    {
        var letters = counted.GetProperty("deadLetters");
        foreach (var wrong in new[] { "duplicates", "missing", "unexpected", "differentBytes" })
            Assert.Equal((wrong, 0), (wrong, letters.GetProperty(wrong).GetInt32()));
        var count = letters.GetProperty("count").GetInt32();
        Assert.Equal($$"""{"PROCESSING Item3 5 5":{{count}}}""", letters.GetProperty("groups").GetRawText());
        Assert.Equal(count, summary.GetProperty("total").GetInt32());
        Assert.Equal(count, summary.GetProperty("groups").EnumerateArray().Sum(Count));
        Assert.All(
            summary.GetProperty("orders").EnumerateArray(),
            order => Assert.Equal("Item3", order.GetProperty("product").GetString()));
    }

    private static void AssertSame(JsonElement expected, JsonElement actual, string what)
    {
        foreach (var figure in Figures)
            Assert.Equal((what, figure, Text(expected, figure)), (what, figure, Text(actual, figure)));
        var bits = BitConverter.DoubleToInt64Bits(expected.GetProperty("average").GetDouble());
        Assert.Equal(bits, BitConverter.DoubleToInt64Bits(actual.GetProperty("average").GetDouble()));
    }

    private static void AssertLedger(JsonElement partitions, JsonElement ledger)
    {
        var read = ledger.EnumerateArray().Where(line => line.GetProperty("read").GetInt64() > 0).ToList();
        Assert.Equal(partitions.EnumerateObject().Count(), read.Count);
        foreach (var line in read)
        {
            var partition = line.GetProperty("partition").GetRawText();
            var expected = partitions.GetProperty(partition);
            foreach (var figure in new[] { "read", "averaged", "deadLettered", "nextOffset" })
                Assert.Equal((partition, figure, Text(expected, figure)), (partition, figure, Text(line, figure)));
        }
    }

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetRawText();

    private static string Product(JsonElement line) => line.GetProperty("product").GetString()!;

    private static int Count(JsonElement group) => group.GetProperty("count").GetInt32();
}
