using Confluent.Kafka;
using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Transactions;

[Trait("Category", "Unit")]
public sealed class BrokenTransactionTests
{
    private static readonly TransactionRecord State = new("orders.averages", 1, null, [1], []);
    private static readonly TransactionRecord DeadLetter = new("orders.DLQ", -1, null, [1], []) { Origin = (2, 51) };

    private readonly BrokenTransaction _broken = new();

    [Theory]
    [InlineData("orders.DLQ", true)]
    [InlineData("orders.averages", false)]
    public void The_topic_that_the_log_names_is_to_blame(string topic, bool isDeadLetter)
    {
        _broken.Add(State);
        _broken.Add(DeadLetter);
        var other = isDeadLetter ? State.Topic : DeadLetter.Topic;
        _broken.OnLog(Line("ADDPARTS", topic));
        _broken.OnLog(Line("ADDPARTS", other, "Operation not attempted"));

        Assert.Equal((isDeadLetter ? DeadLetter : State).AsWritten, _broken.Culprit());
    }

    [Fact]
    public void Where_no_line_names_a_topic_a_dead_letter_is_to_blame_first()
    {
        _broken.Add(State);
        _broken.OnLog(Line("TXNERR", "orders.averages"));
        Assert.Equal(State.AsWritten, _broken.Culprit());

        _broken.Add(DeadLetter);
        Assert.Equal(DeadLetter.AsWritten, _broken.Culprit());
    }

    [Fact]
    public void A_new_transaction_knows_nothing_of_the_last_one()
    {
        _broken.Add(DeadLetter);
        _broken.OnLog(Line("ADDPARTS", "orders.DLQ"));
        _broken.Forget();
        Assert.Null(_broken.Culprit());

        _broken.Add(State);
        Assert.Equal(State.AsWritten, _broken.Culprit());
    }

    private static LogMessage Line(
        string facility, string topic, string error = "Topic authorization failed") => new(
        "rdkafka#producer-1",
        SyslogLevel.Error,
        facility,
        $"[thrd:main]: TxnCoordinator/1: Failed to add partition \"{topic}\" [0] to transaction: " +
        $"Broker: {error}");
}
