using System.Collections.Concurrent;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>Makes a record's offset of it, or what the test wants instead.</summary>
internal sealed class FakeHandler : IRecordHandler<long>
{
    public static readonly Failure Passing = new(FailureKind.Processing, "fails at first", MayPass: true);

    public static readonly Failure Lasting = new(FailureKind.Validation, "never passes");

    private readonly ConcurrentDictionary<(
        int Partition, long Offset), Func<int, HandledRecord<long>>> _scripts = new();

    /// <summary>Every attempt made, on any thread.</summary>
    public ConcurrentQueue<(int Partition, long Offset, int Attempt)> Attempts { get; } = new();

    public void On(int partition, long offset, Func<int, HandledRecord<long>> script) =>
        _scripts[(partition, offset)] = script;

    /// <summary>Fails this many attempts, then succeeds.</summary>
    public void FailTimes(int partition, long offset, int times) => On(partition, offset, attempt => attempt <= times
        ? HandledRecord<long>.Failed(Passing)
        : HandledRecord<long>.Success(offset));

    public void FailAlways(int partition, long offset) => FailTimes(partition, offset, int.MaxValue);

    public void Refuse(int partition, long offset) =>
        On(partition, offset, static _ => HandledRecord<long>.Failed(Lasting));

    /// <summary>Leaves every record that has no script to the asynchronous handler.</summary>
    public bool Defers { get; set; }

    public HandledRecord<long> Handle(in RecordView record, int attempt)
    {
        Attempts.Enqueue((record.Partition, record.Offset, attempt));
        return _scripts.TryGetValue((record.Partition, record.Offset), out var script)
            ? script(attempt)
            : Defers ? HandledRecord<long>.Later() : HandledRecord<long>.Success(record.Offset);
    }
}
