using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.Messaging.Pipeline.Retries;

/// <summary>Calls a program's asynchronous handler, each call within a bound.</summary>
/// <param name="handler">The handler, or null where the program has none.</param>
/// <param name="bound">The longest that one call may last.</param>
/// <param name="time">Measures it.</param>
internal sealed class LaterCalls<TResult>(IAsyncRecordHandler<TResult>? handler, TimeSpan bound, TimeProvider time)
{
    public bool IsPossible => handler is not null;

    /// <summary>Makes one call.</summary>
    /// <returns>What it came to; what it threw as a failure.</returns>
    /// <exception cref="OperationCanceledException">The lane's epoch was raised.</exception>
    public async ValueTask<HandledRecord<TResult>> CallAsync(SideTask<TResult> task, CancellationToken cancellation)
    {
        using var tooLong = new CancellationTokenSource(bound, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, tooLong.Token);
        try
        {
            var call = handler!.HandleAsync(task.Record, task.Attempts.Count + 1, both.Token);
            return call.IsCompletedSuccessfully ? call.Result : await call.AsTask().WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (tooLong.IsCancellationRequested)
        {
            var failure = new TimeoutException($"the handler took longer than {bound.TotalSeconds:0.###} s");
            return HandledRecord<TResult>.Failed(FailureClassifier.Classify(failure));
        }
        catch (Exception exception)
        {
            return HandledRecord<TResult>.Failed(FailureClassifier.Classify(exception));
        }
    }
}
