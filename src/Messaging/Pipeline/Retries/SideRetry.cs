using System.Collections.Concurrent;
using OrderPipeline.Messaging.Handling;
using Polly;
using Polly.Retry;

namespace OrderPipeline.Messaging.Pipeline.Retries;

/// <summary>Repeats failed records beside the pipeline, with exponential back-off and jitter.</summary>
/// <remarks>Started by the pipeline's thread; outcomes come back through a queue, one for each start.</remarks>
internal sealed class SideRetry<TResult>
{
    private readonly ConcurrentQueue<SideTask<TResult>> _done = new();
    private readonly IRecordHandler<TResult> _handler;
    private readonly IPipelineObserver _observer;
    private readonly TimeProvider _time;
    private readonly int _attempts;
    private readonly ResiliencePipeline<bool> _retries;

    public SideRetry(
        IRecordHandler<TResult> handler,
        PipelineOptions options,
        IPipelineObserver observer,
        TimeProvider time,
        Random jitter)
    {
        _handler = handler;
        _observer = observer;
        _time = time;
        _attempts = options.Attempts;
        _retries = new ResiliencePipelineBuilder<bool> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<bool>
            {
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result),
                MaxRetryAttempts = Math.Max(1, options.Attempts - 1),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryBackoffBase,
                MaxDelay = options.RetryBackoffMax,
                Randomizer = () => NextDouble(jitter),
            })
            .Build();
    }

    /// <summary>Records on the side that have not come back; the pipeline's thread counts.</summary>
    public int InFlight { get; private set; }

    /// <summary>Starts the further attempts of a record whose first one failed.</summary>
    public void Start(SideTask<TResult> task)
    {
        InFlight++;
        _ = RunAsync(task);
    }

    /// <summary>Takes a record that is done, whatever became of it; drop it if its lane's epoch was raised.</summary>
    public bool TryTake(out SideTask<TResult> task)
    {
        if (!_done.TryDequeue(out task!)) return false;
        InFlight--;
        return true;
    }

    private async Task RunAsync(SideTask<TResult> task)
    {
        try
        {
            await _retries.ExecuteAsync(
                static (state, cancellation) => state.Self.AttemptAsync(state.Task, cancellation),
                (Self: this, Task: task),
                task.Cancellation);
        }
        catch (OperationCanceledException)
        {
            // The epoch was raised: the owner drops the outcome.
        }
        catch (Exception exception)
        {
            task.Failure = FailureClassifier.Classify(exception);
        }
        finally
        {
            _done.Enqueue(task);
        }
    }

    /// <returns>True where another attempt is worth it.</returns>
    private async ValueTask<bool> AttemptAsync(SideTask<TResult> task, CancellationToken cancellation)
    {
        if (!task.IsStarted)
        {
            task.IsStarted = true;
            return true;
        }

        _observer.Retrying(task.Record, task.Attempts.Count + 1, _attempts, task.Failure);
        while (true)
        {
            var handled = Attempt(task, out var attempt);
            if (handled.Dependency is { } dependency)
            {
                await dependency.WaitAsync(cancellation);
                continue;
            }

            if (handled.Failure is not { } failure)
            {
                task.Result = handled.Result;
                task.IsSuccess = true;
                return false;
            }

            task.Attempts.Add(attempt);
            task.Failure = failure;
            return failure.MayPass;
        }
    }

    private HandledRecord<TResult> Attempt(SideTask<TResult> task, out Attempt attempt)
    {
        var startedAt = _time.GetUtcNow();
        var from = _time.GetTimestamp();
        HandledRecord<TResult> handled;
        try
        {
            handled = _handler.Handle(task.Record.AsView(), task.Attempts.Count + 1);
        }
        catch (Exception exception)
        {
            handled = HandledRecord<TResult>.Failed(FailureClassifier.Classify(exception));
        }

        var micros = (long)_time.GetElapsedTime(from).TotalMicroseconds;
        attempt = new Attempt(startedAt, micros, handled.Failure?.ExceptionType);
        return handled;
    }

    private static double NextDouble(Random jitter)
    {
        lock (jitter) return jitter.NextDouble();
    }
}
