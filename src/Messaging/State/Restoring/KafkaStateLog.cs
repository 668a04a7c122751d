using System.Globalization;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Output;
using OrderPipeline.Messaging.Settings;

namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>A restore's view of the cluster.</summary>
internal sealed class KafkaStateLog(
    CommittedLogReader reader, InputLog input, string inputTopic, string stateTopic, Action<string> say) : IStateLog
{
    /// <summary>Opens it with clients of its own; nothing is asked yet.</summary>
    /// <param name="clients">Makes the clients' configurations.</param>
    /// <param name="inputTopic">The topic whose partitions the states belong to.</param>
    /// <param name="stateTopic">The topic of the states.</param>
    /// <param name="group">The group's name.</param>
    /// <param name="log">Hears what the clients report.</param>
    /// <param name="time">Measures the waits.</param>
    /// <param name="say">Takes a sentence for people.</param>
    public static KafkaStateLog Open(
        KafkaClientConfig clients, string inputTopic, string stateTopic, string group, KafkaLog log, TimeProvider time,
        Action<string> say)
    {
        var input = new InputLog(clients, inputTopic, log);
        var reader = new CommittedLogReader(clients, log, time, input.Offsets, group);
        return new KafkaStateLog(reader, input, inputTopic, stateTopic, say);
    }

    public void Meet(TimeSpan bound)
    {
        reader.Meet(stateTopic, bound);
        input.Meet(bound);
    }

    public long Read(int partition, long? from, StateRecordAction onRecord, CancellationToken cancellation)
    {
        var end = ReadOne(new LogStart(partition, from), onRecord, cancellation);
        if (end.IsHeld)
        {
            throw new StateUnavailableException(
                $"{stateTopic}[{partition}] is held at {end.Reached} by an open transaction; " +
                "one that stays for minutes is found and ended by kafka-transactions find-hanging and abort");
        }

        return end.Reached;
    }

    private LogEnd ReadOne(LogStart start, StateRecordAction onRecord, CancellationToken cancellation)
    {
        try
        {
            return reader.Read(stateTopic, [start], onRecord, cancellation, SayProgress)[0];
        }
        catch (StateUnavailableException) when (
            reader.PartitionCount(stateTopic) is > 0 and var count && start.Partition >= count)
        {
            throw new PartitionStateException(
                $"{stateTopic} has only {Counted.Of(count, "partition")}: some were added to its input; " +
                $"add as many to it (kafka-topics --alter --topic {stateTopic} --partitions N) and start again");
        }
    }

    private void SayProgress(LogEnd reached) => say(string.Create(
        CultureInfo.InvariantCulture,
        $"restoring from {stateTopic}[{reached.Partition}]: {reached.Reached - reached.First:N0} of " +
        $"{reached.End - reached.First:N0} offsets"));

    public (long First, long End) InputRange(int partition) => input.Range(partition);

    public string? InputTopicId() => input.TopicId();

    public long? GroupOffset(int partition) => reader.GroupOffset(inputTopic, partition);

    public void Dispose()
    {
        reader.Dispose();
        input.Dispose();
    }
}
