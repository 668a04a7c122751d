using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Handling;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>Dead letters of any size: one byte length for each rung.</summary>
internal sealed class FakeDeadLetterEncoder : IDeadLetterEncoder
{
    /// <summary>Bytes of the value on each rung.</summary>
    public int[] Sizes { get; set; } = [40, 30, 20, 10];

    public FailedRecord? Last { get; private set; }

    public byte[] Encode(FailedRecord failed, DeadLetterRung rung, int epoch)
    {
        Last = failed;
        return new byte[Sizes[(int)rung]];
    }

    public DeadLetterHeaders Describe(FailedRecord failed) => new(
        failed.Failure.Kind.ToString(),
        failed.Failure.Reason,
        failed.Record.Topic,
        failed.Record.Partition,
        failed.Record.Offset,
        failed.Attempts.Count,
        "2026-11-17T01:45:30.000000Z");
}
