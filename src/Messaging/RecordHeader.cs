namespace OrderPipeline.Messaging;

/// <summary>One header of a record; a header's value may be null, and names may repeat.</summary>
/// <param name="Key">The header's name.</param>
/// <param name="Value">Its bytes, or null.</param>
public readonly record struct RecordHeader(string Key, byte[]? Value);
