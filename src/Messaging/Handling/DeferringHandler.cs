using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.Handling;

/// <summary>Leaves every record to the program's <see cref="IAsyncRecordHandler{TResult}"/>.</summary>
/// <typeparam name="TResult">What that one makes of a good record.</typeparam>
public sealed class DeferringHandler<TResult> : IRecordHandler<TResult>
{
    /// <inheritdoc/>
    public HandledRecord<TResult> Handle(in RecordView record, int attempt) => HandledRecord<TResult>.Later();
}
