namespace OrderPipeline.Messaging.Consuming;

/// <summary>Where a consumer's records come from: the batch call of librdkafka, or Confluent's Consume.</summary>
internal interface IRecordSource : IDisposable
{
    /// <summary>Why the client can never go on; null while it can.</summary>
    /// <remarks>By the batch the client tells it among the records, and by no callback.</remarks>
    string? FatalReason { get; }

    /// <summary>Waits up to <paramref name="timeoutMs"/> for records and hands them to the visitor.</summary>
    /// <returns>True when there may be more to read at once: the batch was full.</returns>
    bool Poll<TVisitor>(int timeoutMs, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor;
}
