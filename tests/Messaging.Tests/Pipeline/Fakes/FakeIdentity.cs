using System.Collections.Concurrent;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline.Duplicates;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>Every record is known by its offset, or by what the test says.</summary>
internal sealed class FakeIdentity : IRecordIdentity
{
    public static readonly Failure Duplicate = new(FailureKind.Validation, "there was one");

    private readonly ConcurrentDictionary<long, UInt128> _known = new();

    /// <summary>Says it for records that no test named.</summary>
    public Func<int, long, UInt128> Otherwise { get; set; } = static (_, offset) => (UInt128)(offset + 1_000_000);

    /// <summary>The records at these offsets have one identity, in every partition.</summary>
    public void Same(UInt128 identity, params long[] offsets)
    {
        foreach (var offset in offsets) _known[offset] = identity;
    }

    public UInt128 Identify(in RecordView record) =>
        _known.TryGetValue(record.Offset, out var identity) ? identity : Otherwise(record.Partition, record.Offset);
}
