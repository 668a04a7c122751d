using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EndToEnd.Tests.BadInput;

/// <summary>Records that are no orders: each one dead letter, whole; the orders beside them are averaged.</summary>
[Trait("Category", "EndToEnd")]
public sealed class BadOrdersTests(BadOrdersFixture fixture) : IClassFixture<BadOrdersFixture>
{
    [Theory]
    [InlineData("garbage", "DESERIALIZATION", "magic byte")]
    [InlineData("json", "DESERIALIZATION", "JSON")]
    [InlineData("cut", "DESERIALIZATION", "product")]
    [InlineData("too-long", "DESERIALIZATION", "goes on")]
    [InlineData("empty", "DESERIALIZATION", "empty")]
    [InlineData("null", "DESERIALIZATION", "null")]
    [InlineData("nan", "VALIDATION", "price")]
    [InlineData("reserved", "VALIDATION", "product")]
    [InlineData("no-id", "VALIDATION", "order id")]
    [InlineData("int-id", "DESERIALIZATION", "orderId: the writer has int, the reader string")]
    [InlineData("double-price", "DESERIALIZATION", "price: the writer has double, the reader float")]
    [InlineData("unknown-schema", "DESERIALIZATION", "2000000000")]
    public async Task A_bad_record_is_one_dead_letter_that_says_what_is_wrong(string key, string kind, string said)
    {
        var run = await fixture.RunAsync();

        var letter = run.LetterOf(key).GetProperty("value");

        Assert.Equal(kind, Text(letter, "errorKind"));
        Assert.Contains(said, Text(letter, "errorReason"), StringComparison.Ordinal);
        Assert.Equal(1, letter.GetProperty("retryCount").GetInt32());
    }

    [Fact]
    public async Task A_dead_letter_holds_the_record_byte_for_byte()
    {
        var run = await fixture.RunAsync();

        foreach (var sent in run.Sent.Where(IsBad))
        {
            var letter = run.LetterOf(sent.Key).GetProperty("value");
            Assert.Equal((sent.Key, Base64(sent.Value)), (sent.Key, Text(letter, "originalValue")));
            Assert.Equal(Base64(Encoding.UTF8.GetBytes(sent.Key)), Text(letter, "originalKey"));
            Assert.Equal(
                (sent.Key, sent.Value is null ? null : Base64(SHA256.HashData(sent.Value))),
                (sent.Key, Text(letter, "valueSha256")));
            Assert.Equal(run.Pipeline.Topics.Orders, Text(letter, "originalTopic"));
            Assert.Equal(sent.Partition, letter.GetProperty("originalPartition").GetInt32());
            Assert.Equal("WHOLE", Text(letter, "rung"));
            var header = Assert.Single(letter.GetProperty("originalHeaders").EnumerateArray());
            Assert.Equal("traceparent", Text(header, "key"));
            Assert.Equal(Base64(Encoding.UTF8.GetBytes(BadOrdersFixture.TraceParent)), Text(header, "value"));
        }
    }

    [Fact]
    public async Task Its_headers_say_the_essentials_as_text_and_keep_the_records_own()
    {
        var run = await fixture.RunAsync();

        foreach (var record in run.Letters)
        {
            var (letter, headers) = (record.GetProperty("value"), record.GetProperty("headers"));
            Assert.Equal(Text(letter, "errorKind"), Text(headers, "dlq.error.kind"));
            Assert.Equal(Text(letter, "errorReason"), Text(headers, "dlq.error.reason"));
            Assert.Equal(Text(letter, "originalTopic"), Text(headers, "dlq.original.topic"));
            Assert.Equal(letter.GetProperty("originalPartition").GetRawText(), Text(headers, "dlq.original.partition"));
            Assert.Equal(letter.GetProperty("originalOffset").GetRawText(), Text(headers, "dlq.original.offset"));
            Assert.Equal("1", Text(headers, "dlq.attempts"));
            Assert.Equal(Text(letter, "errorTimestamp"), Text(headers, "dlq.timestamp"));
            Assert.Equal(BadOrdersFixture.TraceParent, Text(headers, "traceparent"));
        }
    }

    [Fact]
    public async Task What_could_be_decoded_stands_in_the_dead_letter()
    {
        var run = await fixture.RunAsync();

        var reserved = run.LetterOf("reserved").GetProperty("value");
        var cut = run.LetterOf("cut").GetProperty("value");

        Assert.Equal(("g1", "$ledger"), (Text(reserved, "orderId"), Text(reserved, "product")));
        Assert.Equal(1, reserved.GetProperty("price").GetDouble());
        Assert.Equal(JsonValueKind.Null, cut.GetProperty("orderId").ValueKind);
    }

    [Fact]
    public async Task An_order_in_another_systems_schema_is_averaged()
    {
        var run = await fixture.RunAsync();

        // 10.50 in our schema; 0.25 with other namespace, order and names, and a field that we do not have.
        Assert.Equal(
            """{"product":"Item1","count":2,"sum":"10.75","average":5.375,"min":0.25,"max":10.5}""",
            Assert.Single(run.Averages.GetProperty("products").EnumerateArray()).GetRawText());
    }

    [Fact]
    public async Task The_books_balance_to_the_last_record()
    {
        var run = await fixture.RunAsync();

        var ledger = run.Averages.GetProperty("ledger").EnumerateArray().ToList();

        Assert.Equal(run.Sent.Count, ledger.Sum(line => line.GetProperty("read").GetInt32()));
        Assert.Equal(2, ledger.Sum(line => line.GetProperty("averaged").GetInt32()));
        Assert.Equal(run.Letters.Count, ledger.Sum(line => line.GetProperty("deadLettered").GetInt32()));
        Assert.Equal(run.Sent.Count - 2, run.Letters.Count);
        var kinds = ledger.SelectMany(line => line.GetProperty("deadLetteredByKind").EnumerateObject())
            .GroupBy(kind => kind.Name).ToDictionary(kind => kind.Key, kind => kind.Sum(line => line.Value.GetInt32()));
        Assert.Equal((9, 3), (kinds["DESERIALIZATION"], kinds["VALIDATION"]));
    }

    [Fact]
    public async Task The_monitor_counts_and_lists_them_all()
    {
        var run = await fixture.RunAsync();

        var summary = await run.Pipeline.DeadLetterSummaryAsync();
        var listed = await run.Pipeline.DeadLettersAsync();

        Assert.Equal(run.Letters.Count, summary.GetProperty("total").GetInt32());
        Assert.Equal(
            run.Letters.Select(letter => Text(letter.GetProperty("value"), "originalValue")).Order(),
            listed.Select(letter => Text(letter, "originalValue")).Order());
    }

    [Fact]
    public async Task The_terminal_shows_sentences_and_no_stack()
    {
        var run = await fixture.RunAsync();

        PlainErrors.AssertNoStackTrace(run.Consumer);
        Assert.Equal(run.Letters.Count, run.Consumer.Output.Count(line => line.StartsWith('✖')));
    }

    private static bool IsBad(RawOrder order) => order.Key is not ("good" or "other-system");

    private static string? Text(JsonElement owner, string name) => owner.GetProperty(name).GetString();

    private static string? Base64(byte[]? bytes) => bytes is null ? null : Convert.ToBase64String(bytes);
}
