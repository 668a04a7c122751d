using OrderPipeline.DlqMonitor.Dialects;
using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.DlqMonitor.Reading;

/// <summary>Reads the dead letters that are there now, once.</summary>
internal sealed class DeadLetterLog(CommittedLogReader log, DeadLetterReader letters, string topic)
{
    /// <summary>Reads all partitions to their ends.</summary>
    /// <returns>The partitions that an open transaction holds; empty where everything was read.</returns>
    /// <exception cref="ProgramException">There is no such topic.</exception>
    public IReadOnlyList<LogEnd> ReadAll(Action<DeadLetterEntry> onLetter, CancellationToken stop)
    {
        var starts = Enumerable.Range(0, Partitions()).Select(partition => new LogStart(partition)).ToArray();
        var ends = log.Read(
            topic,
            starts,
            (in RecordView record) =>
            {
                if (!SweptRecord.Is(record)) onLetter(letters.Read(record.ToCopy()));
            },
            stop);
        return [.. ends.Where(end => end.IsHeld)];
    }

    /// <summary>The dead letter at one place, or null with the bounds of what is there.</summary>
    public (DeadLetterEntry? Entry, LogEnd End) ReadOne(int partition, long offset, CancellationToken stop)
    {
        var partitions = Partitions();
        if (partition >= partitions)
            throw new ProgramException(
                ExitCode.Failed, $"{topic} has partitions 0 to {partitions - 1}, and no partition {partition}");
        DeadLetterEntry? found = null;
        var end = log.Read(
            topic, [new LogStart(partition, offset, offset + 1)],
            (in RecordView record) => found = SweptRecord.Is(record) ? null : letters.Read(record.ToCopy()), stop)[0];
        return (found, end);
    }

    private int Partitions() => log.PartitionCount(topic) is > 0 and var count
        ? count
        : throw new ProgramException(
            ExitCode.Failed, $"there is no topic {topic}: check Topics:DeadLetters, or run producer setup");
}
