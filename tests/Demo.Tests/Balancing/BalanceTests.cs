using OrderPipeline.Demo.Balancing;

namespace Demo.Tests.Balancing;

/// <summary>The eight orders of seed 7 and one undecodable record, as the programs report them.</summary>
[Trait("Category", "Unit")]
public sealed class BalanceTests
{
    private const int Undecodable = 1;

    // Orders 7-3 and 7-4 are of Item3. Sums by Python's fractions over struct.pack('f', price).
    private const string AveragesJson = """
        {"total":{"count":6,"sum":"365.3099956512451171875","average":60.88499927520752,"min":11.51,"max":96.39},
         "products":[
          {"product":"Item1","count":2,"sum":"143.56999969482421875","average":71.78,"min":47.18,"max":96.39},
          {"product":"Item2","count":1,"sum":"11.5100002288818359375","average":11.51,"min":11.51,"max":11.51},
          {"product":"Item5","count":3,"sum":"210.2299957275390625","average":70.08,"min":59.35,"max":88.42}],
         "ledger":[
          {"partition":0,"nextOffset":3,"read":3,"averaged":2,"deadLettered":1,"deadLetteredByKind":{"PROCESSING":1}},
          {"partition":2,"nextOffset":3,"read":3,"averaged":1,"deadLettered":2,
           "deadLetteredByKind":{"PROCESSING":1,"DESERIALIZATION":1,"VALIDATION":0}},
          {"partition":3,"nextOffset":3,"read":3,"averaged":3,"deadLettered":0,"deadLetteredByKind":{}}]}
        """;

    private const string DeadLettersJson = """
        {"topic":"orders.DLQ","total":3,
         "groups":[{"kind":"PROCESSING","reason":"on purpose","count":2,"first":"x","last":"y","example":"0:0"},
          {"kind":"DESERIALIZATION","reason":"no order","count":1,"first":"x","last":"y","example":"0:2"}],
         "orders":[{"orderId":"7-4","product":"Item3","price":39.53,"at":"0:0"},
          {"orderId":"7-3","product":"Item3","price":32.45,"at":"0:1"},
          {"orderId":null,"product":null,"price":null,"at":"0:2"}]}
        """;

    private static readonly ProducerReport Producer = new(8, 8, 0, 0);

    [Fact]
    public void Books_that_balance_say_so_in_one_line()
    {
        var balance = BalanceOf(AveragesJson, DeadLettersJson);

        Assert.DoesNotContain(balance.Findings, finding => !finding.Holds);
        Assert.True(balance.Holds);
        Assert.Equal(
            "read 9 = averaged 6 + PROCESSING 2 + DESERIALIZATION 1; sums match what was sent", balance.Books);
    }

    [Theory]
    // The consumer forgets one order.
    [InlineData("\"read\":3,\"averaged\":3", "\"read\":2,\"averaged\":2",
        "the consumer read what was sent: expected 9, found 8")]
    // One order is read and lost.
    [InlineData("\"read\":3,\"averaged\":3", "\"read\":3,\"averaged\":2",
        "what was read is averaged once or is a dead letter: expected 9, found 8")]
    // One order is averaged twice.
    [InlineData("\"product\":\"Item2\",\"count\":1", "\"product\":\"Item2\",\"count\":2",
        "counts or sums differ from what was sent: Item2")]
    // A sum is wrong in its last bit.
    [InlineData("143.56999969482421875", "143.5699996948242180884", "counts or sums differ from what was sent: Item1")]
    [InlineData("365.3099956512451171875", "365.31", "counts or sums differ from what was sent: the total")]
    // A product that nobody sent.
    [InlineData("\"product\":\"Item2\"", "\"product\":\"Item9\"",
        "counts or sums differ from what was sent: Item2, Item9")]
    [InlineData("\"DESERIALIZATION\":1,\"VALIDATION\":0", "\"DESERIALIZATION\":0,\"VALIDATION\":1",
        "each undecodable record is counted as DESERIALIZATION: expected 1, found 0")]
    public void Averages_that_differ_from_what_was_sent_are_named(string good, string bad, string finding) =>
        Assert.Contains(finding, Broken(BalanceOf(AveragesJson.Replace(good, bad), DeadLettersJson)));

    [Theory]
    [InlineData("\"total\":3", "\"total\":2", "orders.DLQ holds as many dead letters: expected 3, found 2")]
    // One letter twice, the other not at all.
    [InlineData("\"orderId\":\"7-3\"", "\"orderId\":\"7-4\"",
        "of the orders that had to fail 1 are missing there, and 1 are too many")]
    [InlineData("\"orderId\":\"7-3\"", "\"orderId\":\"7-5\"",
        "of the orders that had to fail 1 are missing there, and 1 are too many")]
    public void Dead_letters_that_differ_from_what_had_to_fail_are_named(string good, string bad, string finding) =>
        Assert.Contains(finding, Broken(BalanceOf(AveragesJson, DeadLettersJson.Replace(good, bad))));

    [Fact]
    public void An_order_that_the_producer_did_not_deliver_is_named()
    {
        var balance = BalanceOf(AveragesJson, DeadLettersJson, Producer with { Delivered = 7, DeadLettered = 1 });

        Assert.Equal(["the producer delivered what it was to send: expected 8, found 7"], Broken(balance));
    }

    [Fact]
    public void Without_the_producers_report_the_books_do_not_balance() =>
        Assert.False(BalanceOf(AveragesJson, DeadLettersJson, null).Holds);

    [Fact]
    public void The_line_does_not_claim_sums_that_differ() =>
        Assert.EndsWith(
            "; sums do not match what was sent",
            BalanceOf(AveragesJson.Replace("143.56999969482421875", "143.56"), DeadLettersJson).Books);

    private static Balance BalanceOf(string averages, string deadLetters) =>
        BalanceOf(averages, deadLetters, Producer);

    private static Balance BalanceOf(string averages, string deadLetters, ProducerReport? producer) => new(
        new SentOrders(seed: 7, count: 8, fail: "Item3"), Undecodable, producer, ReportsJson.Averages(averages),
        ReportsJson.DeadLetters(deadLetters));

    private static string[] Broken(Balance balance) =>
        [.. balance.Findings.Where(finding => !finding.Holds).Select(finding => finding.Text)];
}
