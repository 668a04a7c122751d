using System.Text;
using Confluent.Kafka;
using Messaging.Tests.Transactions.Guarding;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Transactions;
using OrderPipeline.Messaging.Transactions.Hanging;

namespace Messaging.Tests.Transactions.Hanging;

[Trait("Category", "Unit")]
public sealed class TransactionClaimTests
{
    [Fact]
    public void A_state_record_says_whose_transaction_it_is_and_what_position_that_commits()
    {
        var headers = HeadersOf(("txn.next", "12"), ("txn.id", "group.host-2"));

        var claim = TransactionClaim.Of(3, headers, "orders");

        Assert.Equal(new TransactionClaim("group.host-2", (3, 12)), claim);
        Assert.True(claim.IsOfAnother("group.host-1"));
        Assert.False(claim.IsOfAnother("group.host-2"));
    }

    [Fact]
    public void A_dead_letter_says_the_place_of_its_order_and_may_be_anybodys()
    {
        var headers = HeadersOf(
            ("dlq.original.topic", "orders"), ("dlq.original.partition", "1"), ("dlq.original.offset", "9"));

        var claim = TransactionClaim.Of(3, headers, "orders");

        Assert.Equal(new TransactionClaim(null, (1, 10)), claim);
        Assert.False(claim.IsOfAnother("group.host-1"));
        Assert.Null(TransactionClaim.Of(3, headers, "others").Position);
    }

    [Fact]
    public void A_record_without_headers_says_nothing()
    {
        Assert.Equal(default, TransactionClaim.Of(3, null, "orders"));
        Assert.Equal(default, TransactionClaim.Of(3, HeadersOf(("txn.next", "many")), "orders"));
    }

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        var written = TransactionClaim.Headers("group.host-1", 12).Select(header => (header.Key, Text(header.Value!)));

        Assert.Equal([("txn.next", "12"), ("txn.id", "group.host-1")], written);
    }

    [Fact]
    public void Only_the_first_record_of_a_partition_carries_the_position()
    {
        var records = new List<TransactionRecord>();
        using var inner = new ScriptedWriter(static _ => { }, records.Add);
        var writer = new LaneStateWriter(inner, "state", 3, next: 12);

        writer.Write([1], [2]);
        writer.Write([2], [3]);
        new LaneStateWriter(inner, "state", 4).Write([1], [2]);

        Assert.Equal([12, null, null], records.Select(record => record.Next));
    }

    private static Headers HeadersOf(params (string Name, string Value)[] values)
    {
        var headers = new Headers();
        foreach (var (name, value) in values) headers.Add(name, Encoding.UTF8.GetBytes(value));
        return headers;
    }

    private static string Text(byte[] value) => Encoding.UTF8.GetString(value);
}
