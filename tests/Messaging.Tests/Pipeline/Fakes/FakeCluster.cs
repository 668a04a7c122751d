using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>
/// An input topic, a state topic, dead letters and producers in memory, with what Kafka promises of each.
/// </summary>
/// <remarks>The restore thread reads while the test's thread writes: the gate guards all of it.</remarks>
internal sealed class FakeCluster
{
    public const string Topic = "orders";

    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<RecordCopy?>> _orders = [];
    private readonly Dictionary<int, List<(byte[] Key, byte[] Value)>> _state = [];
    private readonly Dictionary<int, long> _groupOffsets = [];

    /// <summary>Every call of every producer, in order.</summary>
    public List<string> Calls { get; } = [];

    public List<TransactionRecord> DeadLetters { get; } = [];

    /// <summary>Asked before a producer's call takes effect; what it returns is thrown.</summary>
    public Func<string, TransactionException?> FailsBefore { get; set; } = static _ => null;

    /// <summary>
    /// Asked after a commit took effect; what it returns is thrown: the outcome is unknown to the caller.
    /// </summary>
    public Func<TransactionException?> FailsAfterCommit { get; set; } = static () => null;

    /// <summary>Asked for every record that a producer writes; what it returns is thrown.</summary>
    public Func<TransactionRecord, TransactionException?> Refuses { get; set; } = static _ => null;

    /// <summary>Runs on the restore thread before a state partition is read.</summary>
    public Action<int, CancellationToken> BeforeRestore { get; set; } = static (_, _) => { };

    /// <summary>Called as a restore connects, before anything is asked of it; may throw.</summary>
    public Action WhenMeeting { get; set; } = static () => { };

    /// <summary>Every reading of a state partition: from where, and how far.</summary>
    public ConcurrentQueue<(int Partition, long? From, long To)> Reads { get; } = new();

    /// <summary>How much the newest producer puts into one batch.</summary>
    public BatchLimit Batches { get; set; }

    public int ProducerEpoch { get; set; }

    public Dictionary<int, long> FirstOffsets { get; } = [];

    /// <summary>Appends records; their values are of no concern to the pipeline.</summary>
    public void Append(int partition, int count = 1)
    {
        lock (_gate)
        {
            var log = LogOf(partition);
            for (var index = 0; index < count; index++)
            {
                log.Add(new RecordCopy
                {
                    Topic = Topic,
                    Partition = partition,
                    Offset = log.Count,
                    Key = [(byte)partition],
                    Value = Encoding.UTF8.GetBytes(log.Count.ToString(CultureInfo.InvariantCulture)),
                });
            }
        }
    }

    /// <summary>Appends what ends a transaction: an offset without a record.</summary>
    public void AppendMarker(int partition)
    {
        lock (_gate) LogOf(partition).Add(null);
    }

    public RecordCopy? At(int partition, long offset)
    {
        lock (_gate) return LogOf(partition)[(int)offset];
    }

    public long End(int partition)
    {
        lock (_gate) return LogOf(partition).Count;
    }

    public long? GroupOffset(int partition)
    {
        lock (_gate) return _groupOffsets.TryGetValue(partition, out var offset) ? offset : null;
    }

    public IReadOnlyList<(byte[] Key, byte[] Value)> State(int partition)
    {
        lock (_gate) return _state.TryGetValue(partition, out var records) ? [.. records] : [];
    }

    /// <summary>What is committed of a partition.</summary>
    public FakeLedger Ledger(int partition) =>
        State(partition).LastOrDefault(record => record.Key.AsSpan().SequenceEqual("$ledger"u8)) is { Value: { } last }
            ? FakeLedger.Parse(last)
            : new FakeLedger(0, [], []);

    /// <summary>Writes a record of the state as somebody else would.</summary>
    public void WriteState(int partition, string key, byte[] value)
    {
        lock (_gate) StateOf(partition).Add((Encoding.UTF8.GetBytes(key), value));
    }

    /// <summary>Makes a transaction's records and offsets visible.</summary>
    public void Commit(IEnumerable<TransactionRecord> records, IEnumerable<(int Partition, long Offset)> offsets)
    {
        lock (_gate)
        {
            foreach (var record in records)
            {
                if (record.Origin is not null) DeadLetters.Add(record);
                else StateOf(record.Partition).Add((record.Key!, record.Value!));
            }

            foreach (var (partition, offset) in offsets) _groupOffsets[partition] = offset;
        }
    }

    private List<RecordCopy?> LogOf(int partition) => _orders.TryGetValue(partition, out var log)
        ? log
        : _orders[partition] = [];

    private List<(byte[] Key, byte[] Value)> StateOf(int partition) => _state.TryGetValue(partition, out var records)
        ? records
        : _state[partition] = [];
}
