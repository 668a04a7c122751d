using Confluent.Kafka;
using OrderPipeline.Messaging.Producing.Retrying;
using TestKit.Time;

namespace Messaging.Tests.Producing;

[Trait("Category", "Unit")]
public sealed class ReliablePublisherTests : IDisposable
{
    private static readonly PublisherOptions Options = new()
    {
        Topic = "orders",
        DeadLetterTopic = "dlq",
        RetriedHeader = "order.retried",
        Attempts = 3,
        MaxFailed = 5,
        MaxInFlight = 5,
    };

    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingListener _listener = new();
    private readonly FakeRecordProducer _producer;
    private readonly ReliablePublisher _publisher;
    private Func<SentRecord, Outcome> _decide = _ => Outcome.Delivered;

    public ReliablePublisherTests()
    {
        _producer = new FakeRecordProducer(record => _decide(record), PassTime);
        _publisher = new ReliablePublisher(_producer, Options, new RungEncoder(), _listener, _clock);
    }

    public void Dispose() => _publisher.Dispose();

    [Fact]
    public void A_record_that_is_acknowledged_is_delivered_and_nothing_else()
    {
        Publish();

        Assert.Equal(["delivered k"], _listener.Told);
        Assert.Equal(new PublisherCounts(1, 1, 0, 0), _publisher.Counts);
    }

    [Fact]
    public void A_delivery_that_fails_three_times_becomes_a_dead_letter_with_three_attempts()
    {
        _decide = record => record.Topic == "dlq" ? Outcome.Delivered : Outcome.Failed(ErrorCode.NotEnoughReplicas);

        Publish();

        Assert.Equal(["retry 2", "retry 3", "dead letter"], _listener.Told);
        Assert.Equal(["orders", "orders", "orders", "dlq"], _producer.Sent.Select(record => record.Topic));
        Assert.Equal(new PublisherCounts(1, 0, 1, 0), _publisher.Counts);
        var record = Assert.Single(_listener.Unsent);
        Assert.Equal(3, record.Attempts.Count);
        Assert.All(record.Attempts, attempt => Assert.Equal(ErrorCode.NotEnoughReplicas, attempt.Error));
        Assert.True(record.Attempts[1].StartedAt > record.Attempts[0].StartedAt);
        Assert.False(record.IsPossiblyPersisted);
        Assert.Equal("broker 1: Connection refused", record.ClusterError);
    }

    [Fact]
    public void A_failure_that_passes_ends_in_delivery()
    {
        var attempts = 0;
        _decide = _ => ++attempts < 3 ? Outcome.Failed(ErrorCode.LeaderNotAvailable) : Outcome.Delivered;

        Publish();

        Assert.Equal(["retry 2", "retry 3", "delivered k"], _listener.Told);
        Assert.Equal(new PublisherCounts(1, 1, 0, 0), _publisher.Counts);
        Assert.All(_producer.Sent, record => Assert.Empty(record.Headers));
    }

    [Fact]
    public void A_retry_after_an_unknown_outcome_is_marked()
    {
        var attempts = 0;
        _decide = _ => ++attempts switch
        {
            1 => Outcome.Failed(ErrorCode.Local_MsgTimedOut),
            2 => Outcome.Unknown(ErrorCode.Local_MsgTimedOut),
            _ => Outcome.Delivered,
        };

        Publish();

        Assert.Empty(_producer.Sent[0].Headers);
        Assert.Empty(_producer.Sent[1].Headers);
        Assert.Equal("3", _producer.Sent[2].Headers["order.retried"]);
    }

    [Fact]
    public void A_failure_that_cannot_pass_is_not_tried_again()
    {
        _decide = record =>
            record.Topic == "dlq" ? Outcome.Delivered : Outcome.Failed(ErrorCode.TopicAuthorizationFailed);

        Publish();

        Assert.Equal(["dead letter"], _listener.Told);
        Assert.Single(_listener.Unsent[0].Attempts);
    }

    [Fact]
    public void A_record_too_large_for_the_client_is_refused_before_it_is_sent_and_dead_lettered()
    {
        _decide = record => record.Topic == "dlq" ? Outcome.Delivered : Outcome.Refused(ErrorCode.MsgSizeTooLarge);

        Publish();

        Assert.Equal(["dead letter"], _listener.Told);
        Assert.Equal(["dlq"], _producer.Sent.Select(record => record.Topic));
    }

    [Fact]
    public void A_dead_letter_that_is_too_large_climbs_down_to_the_rung_that_fits()
    {
        _decide = record => record.Topic != "dlq" ? Outcome.Failed(ErrorCode.MsgSizeTooLarge)
            : record.Value[0] < 3 ? Outcome.Failed(ErrorCode.MsgSizeTooLarge) : Outcome.Delivered;

        Publish();

        Assert.Equal([0, 1, 2, 3], _producer.Sent.Skip(1).Select(record => (int)record.Value[0]));
        Assert.Equal(new PublisherCounts(1, 0, 1, 0), _publisher.Counts);
    }

    [Fact]
    public void What_neither_topic_takes_is_named_as_not_accepted()
    {
        _decide = _ => Outcome.Unknown(ErrorCode.Local_MsgTimedOut);

        Publish();

        Assert.Equal(["retry 2", "retry 3", "not accepted"], _listener.Told);
        Assert.Equal(6, _producer.Sent.Count);
        Assert.Equal(new PublisherCounts(1, 0, 0, 1), _publisher.Counts);
        Assert.True(_listener.Unsent[0].IsPossiblyPersisted);
        Assert.StartsWith(
            "the dead letter failed too", _listener.Unsent[0].NotAcceptedBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_queue_is_waited_for()
    {
        _producer.FullFor = 3;

        Publish();

        Assert.Equal(["delivered k"], _listener.Told);
    }

    [Fact]
    public void A_broken_producer_ends_in_not_accepted_without_a_loop()
    {
        _producer.FatalError = "sequence lost";
        _decide = _ => Outcome.Refused(ErrorCode.Local_Fatal);

        Publish();

        Assert.Equal(["not accepted"], _listener.Told);
        Assert.Equal("sequence lost", _listener.Unsent[0].ClusterError);
    }

    [Fact]
    public void Something_that_cannot_be_tried_is_dead_lettered_and_counted()
    {
        _publisher.DeadLetter(new UnsentRecord("orders", null, "bad"u8.ToArray(), origin: "line 1"));
        Drain();

        Assert.Equal(["dead letter"], _listener.Told);
        Assert.Null(_producer.Sent[0].Key);
        Assert.Equal(new PublisherCounts(1, 0, 1, 0), _publisher.Counts);
    }

    [Fact]
    public void No_more_is_taken_than_may_be_in_flight()
    {
        for (var n = 0; n < 5; n++) _publisher.Publish("k"u8, "v"u8);

        Assert.False(_publisher.HasRoom);
        Drain();
        Assert.True(_publisher.HasRoom);
    }

    [Fact]
    public void Giving_up_ends_the_waits_between_attempts()
    {
        _decide = _ => Outcome.Failed(ErrorCode.LeaderNotAvailable);
        _publisher.Publish("k"u8, "v"u8);
        _publisher.Poll(TimeSpan.Zero);

        _publisher.GiveUp();
        Drain();

        Assert.Contains("not accepted", _listener.Told);
        Assert.Equal(1, _publisher.Counts.NotAccepted);
    }

    private void Publish()
    {
        _publisher.Publish("k"u8, "v"u8);
        Drain();
    }

    private void Drain()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (_publisher.Counts.Unresolved > 0)
        {
            bound.Token.ThrowIfCancellationRequested();
            _publisher.Poll(TimeSpan.FromMilliseconds(1));
        }
    }

    /// <summary>The other threads get their turn, then every back-off that has begun is over.</summary>
    private void PassTime()
    {
        Thread.Yield();
        _clock.Advance(TimeSpan.FromSeconds(1));
    }
}
