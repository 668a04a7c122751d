namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>A restore's view of the cluster.</summary>
internal sealed class KafkaStateLog(
    CommittedLogReader reader, InputLog input, string stateTopic, string group) : IStateLog
{
    public long Read(int partition, long? from, StateRecordAction onRecord, CancellationToken cancellation)
    {
        var end = reader.Read(stateTopic, [new LogStart(partition, from)], onRecord, cancellation)[0];
        if (end.IsHeld)
        {
            throw new StateUnavailableException(
                $"{stateTopic}[{partition}] is held at {end.Reached} by an open transaction");
        }

        return end.Reached;
    }

    public (long First, long End) InputRange(int partition) => input.Range(partition);

    public string? InputTopicId() => input.TopicId();

    public long? GroupOffset(int partition) => input.GroupOffset(group, partition);

    public void Dispose()
    {
        reader.Dispose();
        input.Dispose();
    }
}
