using System.Globalization;
using Confluent.Kafka;
using OrderPipeline.Messaging.Hosting;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>What a person is told of hanging transactions: one sentence each.</summary>
internal static class HangingReport
{
    /// <summary>They are ended.</summary>
    /// <param name="id">The transactional id that left them, unless a record does not say whose it is.</param>
    /// <param name="partitions">Where.</param>
    /// <param name="isCommitted">As committed, else as aborted.</param>
    public static string Ended(string id, IEnumerable<HeldPartition> partitions, bool isCommitted) =>
        $"what {id} may have left open in {Names(partitions)}, where brokers forgot to end it, is ended there now as " +
        (isCommitted ? "committed" : "aborted");

    /// <summary>The brokers let nobody end them.</summary>
    public static string NotEnded(string id, IEnumerable<HeldPartition> partitions, string cause) =>
        $"what {id} may have left open in {Names(partitions)} cannot be ended: {cause}";

    /// <summary>The look for them failed.</summary>
    public static string NotLookedFor(string id, Error cause) =>
        $"whether brokers forgot to end a transaction of {id} cannot be told now, and its next producer looks again: " +
        FailureText.Of(cause).Text;

    /// <summary>Some partitions could not be asked.</summary>
    public static string Silent(string id, IEnumerable<TopicPartition> partitions) =>
        $"whether brokers forgot to end a transaction of {id} cannot be told in " +
        $"{string.Join(", ", partitions.Select(one => Name(one.Topic, one.Partition.Value)))}, for which no broker " +
        "answers; its next producer looks again";

    private static string Names(IEnumerable<HeldPartition> partitions) =>
        string.Join(", ", partitions.Select(one => Name(one.Topic, one.Partition)));

    private static string Name(string topic, int partition) =>
        string.Create(CultureInfo.InvariantCulture, $"{topic}[{partition}]");
}
