using Confluent.Kafka;
using OrderPipeline.Messaging.Transactions;
using TestKit;

namespace Messaging.Tests.Transactions;

[Trait("Category", "Unit")]
public sealed class AcknowledgementsTests
{
    private static readonly Error Good = new(ErrorCode.NoError);
    private static readonly TransactionRecord Record = new("orders.averages", 0, null, [1], []);

    [Fact]
    public void Nothing_sent_needs_no_wait() => Assert.True(new Acknowledgements().Wait(TimeSpan.Zero));

    [Fact]
    public void One_open_record_keeps_the_wait_from_ending()
    {
        var acknowledgements = new Acknowledgements();
        acknowledgements.Expect();
        acknowledgements.Expect();
        acknowledgements.Add(Record, Good);

        Assert.False(acknowledgements.Wait(TimeSpan.FromMilliseconds(1)));
        acknowledgements.Withdraw();
        Assert.True(acknowledgements.Wait(TimeSpan.Zero));
        Assert.Null(acknowledgements.FirstFailure);
    }

    [Fact]
    public async Task The_last_answer_ends_a_wait_that_runs()
    {
        var acknowledgements = new Acknowledgements();
        acknowledgements.Expect();
        var wait = Task.Run(() =>
            acknowledgements.Wait(TimeSpan.FromSeconds(20)), TestContext.Current.CancellationToken);

        acknowledgements.Add(Record, Good);

        Assert.True(await Eventually.Ends(wait, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void The_first_refusal_is_kept()
    {
        var acknowledgements = new Acknowledgements();
        var second = Record with { Partition = 1 };
        for (var count = 0; count < 3; count++) acknowledgements.Expect();

        acknowledgements.Add(Record, Good);
        acknowledgements.Add(second, new Error(ErrorCode.MsgSizeTooLarge));
        acknowledgements.Add(Record, new Error(ErrorCode.Local_PurgeQueue));

        Assert.Equal(second, acknowledgements.FirstFailure!.Value.Record);
        Assert.Equal(ErrorCode.MsgSizeTooLarge, acknowledgements.FirstFailure.Value.Error.Code);
    }

    [Fact]
    public void A_late_answer_of_an_aborted_transaction_counts_nowhere_else()
    {
        var aborted = new Acknowledgements();
        aborted.Expect();
        var next = new Acknowledgements();
        next.Expect();

        aborted.Add(Record, new Error(ErrorCode.Local_MsgTimedOut));

        Assert.False(next.Wait(TimeSpan.Zero));
        Assert.Null(next.FirstFailure);
    }
}
