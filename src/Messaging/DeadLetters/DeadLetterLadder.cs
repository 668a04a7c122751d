using System.Text;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Transactions;

namespace OrderPipeline.Messaging.DeadLetters;

/// <summary>Finds the fullest form of a dead letter that fits, and remembers what the broker refused.</summary>
/// <remarks>The pipeline's thread owns it.</remarks>
internal sealed class DeadLetterLadder(IDeadLetterEncoder encoder, int maxRecordBytes)
{
    /// <summary>What a record batch and each header add around the bytes, generously.</summary>
    private const int FramingBytes = 512;

    private const int HeaderFramingBytes = 10;

    private readonly Dictionary<(int Partition, long Offset), DeadLetterRung> _refused = [];
    private readonly HeaderTexts _texts = new();

    /// <summary>The record to write: the original's headers and key with it, where there is room.</summary>
    public TransactionRecord Encode(FailedRecord failed, string topic, int epoch)
    {
        var position = (failed.Record.Partition, failed.Record.Offset);
        var rung = _refused.TryGetValue(position, out var refused) ? Next(refused) : DeadLetterRung.Whole;
        var essentials = encoder.Describe(failed);
        while (true)
        {
            var isPointer = rung == DeadLetterRung.Pointer;
            var headers = essentials.After(isPointer ? [] : failed.Record.Headers, _texts);
            var key = isPointer && failed.Record.Key is { Length: > FramingBytes } ? null : failed.Record.Key;
            var value = encoder.Encode(failed, rung, epoch);
            if (isPointer || value.Length + (key?.Length ?? 0) + FramingBytes + SizeOf(headers) <= maxRecordBytes)
            {
                return new TransactionRecord(topic, TransactionRecord.AnyPartition, key, value, headers)
                {
                    Origin = position,
                    Rung = rung,
                };
            }

            rung = Next(rung);
        }
    }

    /// <summary>The broker refused this rung as too large.</summary>
    /// <returns>False where there is no smaller one.</returns>
    public bool TryStepDown(WrittenRecord refused)
    {
        if (refused.Origin is not { } position) return false;
        _refused[position] = refused.Rung;
        return refused.Rung != DeadLetterRung.Pointer;
    }

    /// <summary>Forgets what was refused of a partition before an offset.</summary>
    public void Forget(int partition, long before)
    {
        if (_refused.Count == 0) return;
        foreach (var position in _refused.Keys.ToArray())
        {
            if (position.Partition == partition && position.Offset < before) _refused.Remove(position);
        }
    }

    private static DeadLetterRung Next(DeadLetterRung rung) =>
        rung == DeadLetterRung.Pointer ? DeadLetterRung.Pointer : rung + 1;

    private static int SizeOf(IReadOnlyList<RecordHeader> headers)
    {
        var size = 0;
        foreach (var header in headers)
        {
            size += Encoding.UTF8.GetByteCount(header.Key) + (header.Value?.Length ?? 0) + HeaderFramingBytes;
        }

        return size;
    }
}
