using OrderPipeline.Messaging.DeadLetters;

namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>The program's way to write a dead letter about a record that could not be sent.</summary>
public interface IUnsentRecordEncoder
{
    /// <summary>
    /// Encodes the dead letter with as much as the rung allows. Called from any thread; it MUST NOT throw.
    /// </summary>
    EncodedDeadLetter Encode(UnsentRecord record, DeadLetterRung rung);
}
