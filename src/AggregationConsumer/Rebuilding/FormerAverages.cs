using System.Text;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Contracts;
using OrderPipeline.Contracts.Topics;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Rebuilding;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Rebuilding;

/// <summary>What can be read of one partition's averages, and the ledger that begins anew after them.</summary>
internal sealed class FormerAverages(int partition, StateDecoder decoder, StateEncoder encoder) : IFormerState
{
    private static readonly byte[] LedgerKey = Encoding.UTF8.GetBytes(TopicNames.LedgerKey);
    private static readonly byte[] RebuiltKey = Encoding.UTF8.GetBytes(ReservedKeys.Rebuilt);

    private int _highestEpoch = -1;

    public int Partition => partition;

    /// <summary>The ledger of the highest epoch, the last of them, or null where none could be read.</summary>
    public Ledger? Ledger { get; private set; }

    public long? FirstOffset => Ledger?.FirstOffset;

    public string? TopicId => Ledger?.TopicId;

    /// <summary>Records that could not be read; they may have been of a higher epoch than all that could.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Whether the state alone tells which epoch was the last.</summary>
    public bool IsCertain => Ledger is not null && Unreadable == 0;

    /// <summary>The epoch that begins: above everything that was seen.</summary>
    public int NewEpoch => checked(_highestEpoch + 1);

    /// <summary>Something else of this partition carries this epoch.</summary>
    public void Saw(int epoch) => _highestEpoch = Math.Max(_highestEpoch, epoch);

    public void Add(in RecordView record)
    {
        var isLedger = StateDecoder.IsLedger(record) || StateDecoder.IsRebuilt(record);
        if (!isLedger && StateDecoder.IsReserved(record)) return;
        if (!record.HasValue)
        {
            Unreadable++;
            return;
        }

        var place = new StatePlace(record.Topic, record.Partition, record.Offset);
        try
        {
            if (StateDecoder.IsRebuilt(record)) SeeMark(decoder.DecodeLedger(record.Value, place));
            else if (isLedger) See(decoder.DecodeLedger(record.Value, place));
            else Saw(decoder.DecodeAverage(record.Value, place).Epoch);
        }
        catch (PartitionStateException)
        {
            Unreadable++;
        }
    }

    public void WriteNew(IStateWriter writer, long firstOffset, string? topicId)
    {
        var books = new PartitionBooks
        {
            Partition = partition,
            TopicId = topicId,
            Epoch = NewEpoch,
            FirstOffset = firstOffset,
        };
        // The mark stands before the ledger: what is before it is void, and the ledger is not.
        writer.Write(RebuiltKey, encoder.Encode(books, firstOffset));
        writer.Write(LedgerKey, encoder.Encode(books, firstOffset));
    }

    /// <summary>A rebuild was here, and its epoch is above everything before it, read or not.</summary>
    private void SeeMark(Ledger ledger)
    {
        See(ledger);
        Unreadable = 0;
    }

    private void See(Ledger ledger)
    {
        Saw(ledger.Epoch);
        if (ledger.Partition == partition && ledger.Epoch >= (Ledger?.Epoch ?? 0)) Ledger = ledger;
    }
}
