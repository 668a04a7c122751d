using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.State;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>Keeps the offsets that were applied, and refuses what comes out of order or twice.</summary>
internal sealed class FakePartitionState(FakeLedger ledger) : IPartitionState<long>
{
    private readonly List<long> _applied = [];
    private readonly List<long> _dead = [];
    private FakeLedger _committed = ledger;
    private FakeLedger? _written;

    public int Epoch => 7;

    public long NextOffset => _committed.NextOffset;

    public FakeLedger Committed => _committed;

    public BreakerState Breaker { get; set; } = ledger.Breaker;

    /// <summary>What the overlay holds, good or dead.</summary>
    public IReadOnlyList<long> Overlay => [.. _applied.Concat(_dead).Order()];

    public void Apply(in long result) => Add(_applied, result);

    public void Apply(FailedRecord failed) => Add(_dead, failed.Record.Offset);

    public void WriteChanges(IStateWriter writer, long nextOffset)
    {
        _written = new FakeLedger(
            nextOffset, [.. _committed.Applied, .. _applied], [.. _committed.DeadLettered, .. _dead])
        {
            Breaker = Breaker,
        };
        writer.Write("$ledger"u8.ToArray(), _written.ToBytes());
    }

    public void Commit()
    {
        _committed = _written!;
        Discard();
    }

    public void Discard()
    {
        _applied.Clear();
        _dead.Clear();
    }

    private void Add(List<long> list, long offset)
    {
        var last = Math.Max(_committed.NextOffset - 1, Overlay.Append(-1).Max());
        if (offset <= last) throw new InvalidOperationException($"offset {offset} was applied after {last}");
        list.Add(offset);
    }
}
