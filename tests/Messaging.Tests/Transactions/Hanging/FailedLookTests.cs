using Confluent.Kafka;
using OrderPipeline.Messaging.Transactions;
using OrderPipeline.Messaging.Transactions.Hanging;
using TestKit.Time;

namespace Messaging.Tests.Transactions.Hanging;

/// <summary>What is told where nobody can tell what hangs.</summary>
[Trait("Category", "Unit")]
public sealed class FailedLookTests
{
    private readonly List<string> _said = [];

    [Fact]
    public void A_look_that_fails_is_told_with_its_cause_and_ends_nothing()
    {
        var nowhere = new ConsumerConfig { BootstrapServers = "127.0.0.1:1", GroupId = "group" };
        using var writer = new KafkaTransactionalWriter(
            new ProducerConfig { BootstrapServers = "127.0.0.1:1", TransactionalId = "group.host-1" },
            "in", () => throw new NotSupportedException(), TimeSpan.FromSeconds(1), new ManualTimeProvider(), log: null);
        var hanging = new HangingTransactions(
            new HeldPartitions(() => throw new KafkaException(new Error(ErrorCode.Local_TimedOut, "no answer"))),
            new TransactionWitness(() => throw new NotSupportedException(), nowhere, "in", "group"),
            ["state"], nowhere, _said.Add, new ManualTimeProvider());

        Assert.False(hanging.End(writer));

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

        Assert.Equal([0, 2], HeldPartitions.Led(topic).Select(partition => partition.Partition.Value));
        Assert.Empty(HeldPartitions.Led(null));
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
}
