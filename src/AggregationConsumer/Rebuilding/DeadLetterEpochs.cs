using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Rebuilding;

/// <summary>Reads the topic of the dead letters once, to its committed end.</summary>
/// <param name="open">Opens a reader of logs.</param>
/// <param name="topic">The topic of the dead letters.</param>
/// <param name="orders">The topic of the orders: dead letters of others do not count.</param>
/// <param name="decoder">Reads what our programs wrote.</param>
internal sealed class DeadLetterEpochs(
    Func<CommittedLogReader> open, string topic, string orders, FramedDecoder<DeadLetter> decoder) : IDeadLetterEpochs
{
    public IReadOnlyDictionary<int, int> Highest(CancellationToken cancellation)
    {
        using var log = open();
        var highest = new Dictionary<int, int>();
        var starts = Enumerable.Range(0, log.PartitionCount(topic)).Select(static partition => new LogStart(partition));
        foreach (var end in log.Read(topic, [.. starts], Add, cancellation))
        {
            if (!end.IsHeld) continue;
            // What it holds back may be of a higher epoch than all that was read.
            throw new StateUnavailableException(
                $"{topic}[{end.Partition}] is held at {end.Reached} by an open transaction: try again; " +
                "one that stays for minutes is found and ended by kafka-transactions find-hanging and abort");
        }

        return highest;

        void Add(in RecordView record)
        {
            try
            {
                var letter = decoder.Decode(
                    record.Value, new StatePlace(record.Topic, record.Partition, record.Offset));
                if (letter.OriginalTopic != orders || letter.OriginalPartition is not { } partition) return;
                highest[partition] = Math.Max(highest.GetValueOrDefault(partition), letter.Epoch);
            }
            catch (PartitionStateException)
            {
                // Another system's: it has no epoch.
            }
        }
    }
}
