using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Producing.Retrying;

namespace Messaging.Tests.Producing;

/// <summary>Dead letters of one byte, the rung.</summary>
internal sealed class RungEncoder : IUnsentRecordEncoder
{
    public EncodedDeadLetter Encode(UnsentRecord record, DeadLetterRung rung) =>
        new(record.Key, [(byte)rung], []);
}
