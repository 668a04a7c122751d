using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Rebuilding;

/// <summary>What is left of one partition's state, good or bad, and what follows it.</summary>
public interface IFormerState
{
    /// <summary>The partition, from 0.</summary>
    int Partition { get; }

    /// <summary>Where the former state began to count, or null where it does not tell.</summary>
    long? FirstOffset { get; }

    /// <summary>The id of the input topic that it counted, or null where it does not tell.</summary>
    string? TopicId { get; }

    /// <summary>Takes the next record; one that cannot be read is no reason to stop.</summary>
    /// <exception cref="StateUnavailableException">Whether it can be read is not to be learnt now.</exception>
    void Add(in RecordView record);

    /// <summary>Writes the state that has counted nothing and makes void whatever was before it.</summary>
    /// <param name="writer">Takes the records of this partition of the state topic.</param>
    /// <param name="firstOffset">Where counting begins.</param>
    /// <param name="topicId">The input topic's id, or null where the cluster does not tell it.</param>
    void WriteNew(IStateWriter writer, long firstOffset, string? topicId);
}
