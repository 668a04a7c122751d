using OrderPipeline.DlqMonitor.Dialects;
using OrderPipeline.DlqMonitor.Output;
using OrderPipeline.DlqMonitor.Summaries;

namespace DlqMonitor.Tests.Output;

[Trait("Category", "Unit")]
public sealed class OutputTests
{
    [Fact]
    public void The_block_is_to_the_letter()
    {
        Assert.Equal(
            """
            ✖ DEAD LETTER MESSAGE RECEIVED        orders.DLQ[0]@12
              Order ID:        abc-123
              Product:         Toffee
              Price:           $10.00
              Error Reason:    Processing Toffee fails
              Timestamp:       2026-11-17T01:45:30.123456Z
              Retry Count:     3
              Original Topic:  orders[2]@51

            """,
            DeadLetterBlock.Of(ALetter.Entry(ALetter.Processing())));
    }

    [Fact]
    public void A_record_that_nobody_understands_has_a_block_with_its_sizes()
    {
        var entry = new UnknownDialect().Read(new ARecord().Key("k\u001b[2J").Value("junk").Build());

        Assert.Equal(
            """
            ✖ DEAD LETTER MESSAGE RECEIVED        orders.DLQ[0]@12
              Order ID:        unknown
              Product:         unknown
              Price:           unknown
              Error Reason:    a record of an unknown form (key 5 bytes, value 4 bytes, 0 headers)
              Timestamp:       2026-11-17T01:45:30.123000Z
              Retry Count:     unknown
              Original Topic:  unknown

            """,
            DeadLetterBlock.Of(entry));
    }

    [Fact]
    public void Foreign_text_cannot_steer_the_terminal_or_forge_a_line()
    {
        var letter = ALetter.Processing() with { ErrorReason = "a\n✖ forged\u001b[31m", OrderId = "x\r\ny" };

        var block = DeadLetterBlock.Of(ALetter.Entry(letter));

        Assert.DoesNotContain('\u001b', block);
        Assert.DoesNotContain('\r', block);
        Assert.Equal(9, block.Split('\n').Length);
    }

    [Theory]
    [InlineData(10f, "$10.00")]
    [InlineData(56.52f, "$56.52")]
    [InlineData(0.125f, "$0.125")]
    [InlineData(-5f, "-$5.00")]
    [InlineData(0f, "$0.00")]
    [InlineData(8388608f, "$8388608.00")]
    [InlineData(1e30f, "1E+30")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_price_has_two_decimals_at_least_and_loses_none(float price, string text)
    {
        Assert.Equal(text, PriceText.Of(price));
    }

    [Fact]
    public void The_JSON_has_the_schemas_names_bytes_as_base64_and_the_place()
    {
        Assert.Equal(
            """
            {"orderId":"abc-123","product":"Toffee","price":10,"errorReason":"Processing Toffee fails",
            "errorTimestamp":"2026-11-17T01:45:30.123456Z","retryCount":3,"originalTopic":"orders",
            "errorKind":"PROCESSING","exceptionType":null,"detail":null,"attempts":[],"originalPartition":2,
            "originalOffset":51,"originalTimestamp":null,"originalKey":"YWJjLTEyMw==","originalValue":"AP8=",
            "originalHeaders":[],"keySha256":null,"valueSha256":null,"rung":"WHOLE","delivery":null,
            "application":"","instance":"","consumerGroup":null,"build":"","epoch":0,"redriveCount":0,"at":"0:12"}
            """.ReplaceLineEndings(""),
            DeadLetterJson.Of(ALetter.Entry(ALetter.Processing())));
    }

    [Fact]
    public void The_summary_counts_by_reason_and_lists_the_orders()
    {
        var summary = new DeadLetterSummary("orders.DLQ");
        summary.Add(ALetter.Entry(ALetter.Processing()));
        summary.Add(ALetter.Entry(ALetter.Processing() with
        {
            OrderId = "abc-124",
            OriginalOffset = 52,
            ErrorTimestamp = "2026-11-17T01:45:31.000000Z",
            Price = float.NaN,
        }, offset: 13));

        Assert.Equal(
            """
            {"topic":"orders.DLQ","total":2,"groups":[{"kind":"PROCESSING","reason":"Processing Toffee fails",
            "count":2,"first":"2026-11-17T01:45:30.123456Z","last":"2026-11-17T01:45:31.000000Z","example":"0:12"}],
            "orders":[{"orderId":"abc-123","product":"Toffee","price":10,"at":"0:12"},
            {"orderId":"abc-124","product":"Toffee","price":"NaN","at":"0:13"}]}
            """.ReplaceLineEndings(""),
            SummaryJson.Of(summary.Build()));
        Assert.Equal(
            [
                "2 dead letters in orders.DLQ",
                "",
                "  By reason",
                "          2 × PROCESSING      Processing Toffee fails   (such as 0:12)",
                "",
                "  Failed orders",
                "    abc-123              Toffee             $10.00   0:12",
                "    abc-124              Toffee                NaN   0:13",
            ],
            SummaryText.Lines(summary.Build()));
    }

    [Fact]
    public void After_a_rebuild_the_highest_epoch_of_an_original_counts()
    {
        var summary = new DeadLetterSummary("orders.DLQ");
        summary.Add(ALetter.Entry(ALetter.Processing() with { Epoch = 1, ErrorReason = "old" }));
        summary.Add(ALetter.Entry(ALetter.Processing() with { Epoch = 2, ErrorReason = "new" }, offset: 13));

        Assert.Equal("new", Assert.Single(summary.Build().Groups).Reason);
        Assert.Equal(1, summary.Build().Total);
    }

    [Fact]
    public void An_empty_topic_is_one_line()
    {
        Assert.Equal(["0 dead letters in t"], SummaryText.Lines(new DeadLetterSummary("t").Build()));
    }

    [Fact]
    public void Show_gives_the_bytes_as_they_were()
    {
        var letter = ALetter.Processing() with { Detail = "boom\n  at x" };

        var lines = DeadLetterDetails.Lines(ALetter.Entry(letter)).ToList();

        Assert.Contains("  Error Kind:      PROCESSING", lines);
        Assert.Contains("    boom", lines);
        Assert.Contains("      at x", lines);
        Assert.Contains("    0000  61 62 63 2d 31 32 33                             abc-123", lines);
    }
}
