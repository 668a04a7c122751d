using OrderPipeline.Contracts.Topics;

namespace OrderPipeline.Contracts.Settings;

/// <summary>
/// Section <c>Topics</c>: names of the topics, and what they are created with where they are missing.
/// </summary>
public sealed class TopicsOptions
{
    /// <summary>Topic of the orders; a legal topic name, and another one than the rest.</summary>
    public string Orders { get; set; } = TopicNames.Orders;

    /// <summary>Topic of the dead letters.</summary>
    public string DeadLetters { get; set; } = TopicNames.DeadLetters;

    /// <summary>Topic of averages and ledgers; always as many partitions as <see cref="Orders"/>.</summary>
    public string Averages { get; set; } = TopicNames.Averages;

    /// <summary>Topic of the decisions about dead letters; always one partition.</summary>
    public string Redrives { get; set; } = TopicNames.Redrives;

    /// <summary>Partitions of the orders when they are created; 1 or more.</summary>
    public int OrdersPartitions { get; set; } = 4;

    /// <summary>Partitions of the dead letters when they are created; 1 or more.</summary>
    public int DeadLettersPartitions { get; set; } = 1;

    /// <summary>Replicas of each created partition; 1 or more, at most the number of brokers.</summary>
    public short ReplicationFactor { get; set; } = 1;

    /// <summary>How long a created dead-letter topic keeps its records; above zero.</summary>
    public TimeSpan DeadLettersRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>False: a missing topic ends the program instead.</summary>
    public bool CreateMissing { get; set; } = true;
}
