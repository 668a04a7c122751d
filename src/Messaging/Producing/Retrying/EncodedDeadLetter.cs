namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>A dead letter as it goes to its topic; the key is the failed record's.</summary>
/// <param name="Value">The encoded record.</param>
/// <param name="Headers">The essentials as text, and the original record's own headers.</param>
public sealed record EncodedDeadLetter(byte[] Value, IReadOnlyList<RecordHeader> Headers);
