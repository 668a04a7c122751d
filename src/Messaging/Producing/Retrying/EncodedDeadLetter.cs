namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>A dead letter as it goes to its topic.</summary>
/// <param name="Key">The failed record's key, or null.</param>
/// <param name="Value">The encoded record.</param>
/// <param name="Headers">The essentials as text, and the original record's own headers.</param>
public sealed record EncodedDeadLetter(byte[]? Key, byte[] Value, IReadOnlyList<RecordHeader> Headers);
