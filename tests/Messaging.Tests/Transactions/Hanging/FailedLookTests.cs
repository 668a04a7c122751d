using Confluent.Kafka;
using OrderPipeline.Messaging.Transactions;
using OrderPipeline.Messaging.Transactions.Hanging;
using TestKit.Time;

namespace Messaging.Tests.Transactions.Hanging;

/// <summary>What is told where nobody can tell what hangs.</summary>
[Trait("Category", "Unit")]
public sealed class FailedLookTests
{
    private static readonly ConsumerConfig Nowhere = new() { BootstrapServers = "127.0.0.1:1", GroupId = "group" };
    private readonly List<string> _said = [];

    [Fact]
    public void A_look_that_fails_is_told_with_its_cause_and_ends_nothing()
    {
        using var writer = Writer();
        var hanging = new HangingTransactions(
            () => throw new KafkaException(new Error(ErrorCode.Local_TimedOut, "no answer")),
            NoWitness(), ["state"], Nowhere, _said.Add, new ManualTimeProvider());

        Assert.Equal(LookResult.Unknown, hanging.End(writer));

        Assert.Equal(
            [
                "whether brokers forgot to end a transaction of group.host-1 cannot be told now, and its next " +
                "producer looks again: the Kafka cluster did not answer in time: no answer",
            ],
            _said);
    }

    [Fact]
    public void A_right_that_the_brokers_deny_is_told_and_where()
    {
        Assert.Equal(
            "what group.host-1 may have left open in letters[0], letters[3] cannot be ended: letters: denied",
            HangingReport.NotEnded(
                "group.host-1", [new HeldPartition("letters", 0, 7), new HeldPartition("letters", 3, 1)],
                "letters: denied"));
    }

    [Fact]
    public void A_partition_without_a_leader_is_not_asked()
    {
        var topic = new TopicMetadata(
            "state",
            [
                new PartitionMetadata(0, 1, [1], [1], ErrorCode.NoError),
                new PartitionMetadata(1, -1, [1], [], ErrorCode.LeaderNotAvailable),
                new PartitionMetadata(2, 0, [0], [0], ErrorCode.NoError),
            ],
            ErrorCode.NoError);

        var (led, silent) = HeldPartitions.ByLeader(topic);

        Assert.Equal([0, 2], led.Select(partition => partition.Partition.Value));
        Assert.Equal([1], silent.Select(partition => partition.Partition.Value));
        Assert.Empty(HeldPartitions.ByLeader(null).Led);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3_900, true)]
    [InlineData(4_100, false)]
    public void A_leader_is_waited_for_4_seconds(int comesAfterMs, bool isInTime)
    {
        var time = new SkippingTimeProvider();
        using var writer = Writer();
        using var late = new FakeHeldPartitions(time, TimeSpan.FromMilliseconds(comesAfterMs));
        var hanging = new HangingTransactions(
            () => late, NoWitness(), ["state"], Nowhere, _said.Add, time);

        Assert.Equal(isInTime ? LookResult.Clean : LookResult.Unknown, hanging.End(writer));

        Assert.Equal(
            isInTime
                ? []
                :
                [
                    "whether brokers forgot to end a transaction of group.host-1 cannot be told in state[1], for " +
                    "which no broker answers; its next producer looks again",
                ],
            _said);
    }

    [Theory]
    [InlineData(3_900, true)]
    [InlineData(4_100, false)]
    public void A_question_without_an_answer_is_asked_again_for_4_seconds(int comesAfterMs, bool isInTime)
    {
        var time = new SkippingTimeProvider();
        using var writer = Writer();
        using var away = new FakeHeldPartitions(time, TimeSpan.FromMilliseconds(comesAfterMs), isAway: true);
        var hanging = new HangingTransactions(() => away, NoWitness(), ["state"], Nowhere, _said.Add, time);

        Assert.Equal(isInTime ? LookResult.Clean : LookResult.Unknown, hanging.End(writer));

        Assert.Equal(isInTime ? 0 : 1, _said.Count);
    }

    [Fact]
    public void A_look_behind_a_commit_waits_for_no_leader()
    {
        var time = new SkippingTimeProvider();
        using var writer = Writer();
        using var late = new FakeHeldPartitions(time, TimeSpan.FromMilliseconds(1));
        var hanging = new HangingTransactions(() => late, NoWitness(), ["state"], Nowhere, _said.Add, time);

        Assert.Equal(LookResult.Unknown, hanging.End(writer, isPatient: false));

        Assert.EndsWith("its next producer looks again", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void All_questions_of_a_look_have_10_seconds_together()
    {
        var time = new ManualTimeProvider();
        var look = new LookTime(time);
        var question = TimeSpan.FromSeconds(2);
        Assert.Equal(question, look.For(question));
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(TimeSpan.FromSeconds(1), look.For(question));

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(
            ErrorCode.Local_TimedOut, Assert.Throws<KafkaException>(() => look.For(question)).Error.Code);
    }

    private static TransactionWitness NoWitness() => new(Nowhere, "in", "group");

    private static KafkaTransactionalWriter Writer() => new(
        new ProducerConfig { BootstrapServers = "127.0.0.1:1", TransactionalId = "group.host-1" },
        "in", () => throw new NotSupportedException(), TimeSpan.FromSeconds(1), new ManualTimeProvider(), log: null);
}
