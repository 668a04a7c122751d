using Confluent.Kafka;
using OrderPipeline.Messaging.Producing;
using OrderPipeline.Messaging.Transactions;
using TestKit;

namespace Messaging.Tests.Transactions;

[Trait("Category", "Unit")]
public sealed class AcknowledgementsTests
{
    private static readonly TransactionRecord Record = new("orders.averages", 0, null, [1], []);

    private readonly Acknowledgements _acknowledgements = new();

    [Fact]
    public void Nothing_sent_needs_no_wait()
    {
        Assert.True(_acknowledgements.AreComplete);
        Assert.True(_acknowledgements.WaitForMore(seen: 0, TimeSpan.Zero));
    }

    [Fact]
    public void One_open_record_keeps_the_wait_from_ending()
    {
        var first = _acknowledgements.Expect(Record);
        var second = _acknowledgements.Expect(Record);
        Report(first);

        Assert.True(_acknowledgements.WaitForMore(seen: 0, TimeSpan.Zero));
        Assert.False(_acknowledgements.WaitForMore(seen: 1, TimeSpan.FromMilliseconds(1)));
        Report(second);
        Assert.True(_acknowledgements.AreComplete);
        Assert.Null(_acknowledgements.FirstFailure);
    }

    [Fact]
    public void A_record_that_never_left_is_not_waited_for_and_takes_no_other_ones_place()
    {
        var first = _acknowledgements.Expect(Record);
        _acknowledgements.Expect(Record with { Partition = 1 });
        _acknowledgements.Withdraw();
        var third = _acknowledgements.Expect(Record with { Partition = 2 });
        Report(first);

        Assert.False(_acknowledgements.AreComplete);
        Report(third, ErrorCode.MsgSizeTooLarge);
        Assert.True(_acknowledgements.AreComplete);
        Assert.Equal(2, _acknowledgements.FirstFailure!.Value.Record.Partition);
    }

    [Fact]
    public void The_first_answer_of_each_transaction_is_timed()
    {
        var first = _acknowledgements.Expect(Record);
        var second = _acknowledgements.Expect(Record);
        Assert.Null(_acknowledgements.FirstAnswer);

        Report(first);
        var took = _acknowledgements.FirstAnswer;
        Report(second);

        Assert.True(took > TimeSpan.Zero);
        Assert.Equal(took, _acknowledgements.FirstAnswer);
        _acknowledgements.Begin();
        Report(second);
        Assert.Null(_acknowledgements.FirstAnswer);
    }

    [Fact]
    public async Task Reports_that_were_taken_end_a_wait_that_runs()
    {
        var first = _acknowledgements.Expect(Record);
        _acknowledgements.Expect(Record);
        var wait = Task.Run(() =>
            _acknowledgements.WaitForMore(seen: 0, TimeSpan.FromSeconds(20)), TestContext.Current.CancellationToken);

        Report(first);
        _acknowledgements.Tell();

        Assert.True(await Eventually.Ends(wait, TimeSpan.FromSeconds(10)));
        Assert.False(_acknowledgements.AreComplete);
    }

    [Fact]
    public void What_is_open_is_known_in_bytes_of_keys_and_values()
    {
        var record = new TransactionRecord("orders.DLQ", -1, [1, 2], [3, 4, 5], []);
        var first = _acknowledgements.Expect(record);
        _acknowledgements.Expect(record);
        _acknowledgements.Expect(record);
        _acknowledgements.Withdraw();
        Assert.Equal(10, _acknowledgements.OpenBytes);

        _acknowledgements.OnReport(new DeliveryReport { Tag = first, Key = [1, 2], Value = [3, 4, 5] });
        Assert.Equal(5, _acknowledgements.OpenBytes);

        _acknowledgements.Begin();
        Assert.Equal(0, _acknowledgements.OpenBytes);
    }

    [Fact]
    public void The_first_refusal_is_kept()
    {
        var good = _acknowledgements.Expect(Record);
        var refused = _acknowledgements.Expect(Record with { Partition = 1 });
        var purged = _acknowledgements.Expect(Record);

        Report(good);
        Report(refused, ErrorCode.MsgSizeTooLarge);
        Report(purged, ErrorCode.Local_PurgeQueue);

        Assert.Equal(
            ((Record with { Partition = 1 }).AsWritten, ErrorCode.MsgSizeTooLarge), _acknowledgements.FirstFailure);
    }

    [Theory]
    [InlineData(ErrorCode.NoError)]
    [InlineData(ErrorCode.Local_MsgTimedOut)]
    public void A_late_answer_of_an_aborted_transaction_counts_nowhere_else(ErrorCode late)
    {
        var answered = _acknowledgements.Expect(Record);
        var open = _acknowledgements.Expect(Record);
        Report(answered, ErrorCode.Local_PurgeQueue);
        _acknowledgements.Begin();
        var next = _acknowledgements.Expect(Record);

        Report(open, late);

        Assert.False(_acknowledgements.AreComplete);
        Assert.Null(_acknowledgements.FirstFailure);
        Report(next);
        Assert.True(_acknowledgements.AreComplete);
        Assert.Null(_acknowledgements.FirstFailure);
    }

    private void Report(nint tag, ErrorCode error = ErrorCode.NoError) =>
        _acknowledgements.OnReport(new DeliveryReport { Tag = tag, Error = error });
}
