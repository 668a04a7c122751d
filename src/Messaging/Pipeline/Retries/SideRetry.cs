using System.Collections.Concurrent;
using OrderPipeline.Messaging.Handling;
using Polly;
using Polly.Retry;

namespace OrderPipeline.Messaging.Pipeline.Retries;

/// <summary>Handles records beside the pipeline: those that failed, with exponential back-off and jitter, and those
/// that a handler has to wait for.</summary>
/// <remarks>Started by the pipeline's thread; outcomes come back through a queue, one for each start.</remarks>
internal sealed class SideRetry<TResult>
{
    /// <summary>Deferred records that wait for their turn, so that none is lacking when a call ends: a partition that
    /// was held is fetched anew, a megabyte at a time, which can take a tenth of a second.</summary>
    private const int Backlog = 32_768;

    private readonly ConcurrentQueue<SideTask<TResult>> _done = new();
    private readonly IRecordHandler<TResult> _handler;
    private readonly LaterCalls<TResult> _later;
    private readonly IPipelineObserver _observer;
    private readonly TimeProvider _time;
    private readonly int _attempts;
    private readonly int _capacity;
    private readonly long _maxBytes;
    private readonly ResiliencePipeline<bool> _retries;
    private readonly SideGate<SideTask<TResult>> _gate;
    private long _bytes;

    public SideRetry(
        IRecordHandler<TResult> handler,
        PipelineOptions options,
        IPipelineObserver observer,
        TimeProvider time,
        Random jitter,
        IAsyncRecordHandler<TResult>? later = null)
    {
        _handler = handler;
        _later = new LaterCalls<TResult>(later, options.HandlerTimeout, time);
        _observer = observer;
        _time = time;
        _attempts = options.Attempts;
        _capacity = options.MaxInFlight + (_later.IsPossible ? Backlog : 0);
        _maxBytes = options.MaxInFlightBytes;
        _gate = new SideGate<SideTask<TResult>>(options.MaxInFlight, RunAsync);
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

    /// <summary>True where no further record may be started.</summary>
    public bool IsFull => InFlight >= _capacity || _bytes >= _maxBytes;

    /// <summary>True where it is worth reading on after it was full.</summary>
    public bool HasRoom => InFlight <= _capacity / 2 && _bytes <= _maxBytes / 2;

    /// <summary>Starts the further attempts of a record, or all of a deferred one's.</summary>
    /// <exception cref="InvalidOperationException">It was deferred, and the program has no asynchronous
    /// handler.</exception>
    public void Start(SideTask<TResult> task)
    {
        if (task.IsDeferred && !_later.IsPossible)
            throw new InvalidOperationException("a record was left to an asynchronous handler, and there is none");
        InFlight++;
        _bytes += task.Record.PayloadBytes;
        _gate.Add(task);
    }

    /// <summary>Takes a record that is done, whatever became of it; drop it if its lane's epoch was raised.</summary>
    public bool TryTake(out SideTask<TResult> task)
    {
        if (!_done.TryDequeue(out task!)) return false;
        InFlight--;
        _bytes -= task.Record.PayloadBytes;
        return true;
    }

    private async Task RunAsync(SideTask<TResult> task)
    {
        try
        {
            task.Cancellation.ThrowIfCancellationRequested();
            await _retries.ExecuteAsync(
                static (state, cancellation) => state.Self.AttemptAsync(state.Task, cancellation),
                (Self: this, Task: task),
                task.Cancellation);
        }
        catch (OperationCanceledException) when (task.Cancellation.IsCancellationRequested)
        {
            // The epoch was raised: the owner drops the outcome.
        }
        catch (Exception exception)
        {
            task.Failure = FailureClassifier.Classify(exception);
            if (task.Attempts.Count == 0) task.Attempts.Add(new Attempt(_time.GetUtcNow(), 0, null));
        }
        finally
        {
            _done.Enqueue(task);
        }
    }

    /// <returns>True where another attempt is worth it.</returns>
    private async ValueTask<bool> AttemptAsync(SideTask<TResult> task, CancellationToken cancellation)
    {
        if (task.IsToldAlready)
        {
            task.IsToldAlready = false;
            return true;
        }

        if (task.Failure is { } last) _observer.Retrying(task.Record, task.Attempts.Count + 1, _attempts, last);
        while (true)
        {
            var (startedAt, from) = (_time.GetUtcNow(), _time.GetTimestamp());
            var handled = task.IsDeferred ? await _later.CallAsync(task, cancellation) : Handle(task);
            if (handled.IsLater && !task.IsDeferred && _later.IsPossible)
            {
                task.IsDeferred = true;
                continue;
            }

            if (handled.Dependency is { } dependency)
            {
                await dependency.WaitAsync(cancellation);
                continue;
            }

            if (handled.IsSuccess)
            {
                task.Result = handled.Result;
                task.IsSuccess = true;
                return false;
            }

            var failure = handled.Failure ?? throw new InvalidOperationException(
                "a record was left to an asynchronous handler that does not take it");
            var micros = (long)_time.GetElapsedTime(from).TotalMicroseconds;
            task.Attempts.Add(new Attempt(startedAt, micros, failure.ExceptionType));
            task.Failure = failure;
            return failure.MayPass && task.Attempts.Count < _attempts;
        }
    }

    private HandledRecord<TResult> Handle(SideTask<TResult> task)
    {
        try
        {
            return _handler.Handle(task.Record.AsView(), task.Attempts.Count + 1);
        }
        catch (Exception exception)
        {
            return HandledRecord<TResult>.Failed(FailureClassifier.Classify(exception));
        }
    }

    private static double NextDouble(Random jitter)
    {
        lock (jitter) return jitter.NextDouble();
    }
}
