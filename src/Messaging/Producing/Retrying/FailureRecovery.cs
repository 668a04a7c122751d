using OrderPipeline.Messaging.DeadLetters;
using Polly;
using Polly.Retry;

namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>
/// What happens to a record after its first attempt failed: the other attempts, then the dead letter's
/// ladder.
/// </summary>
/// <remarks>Runs beside the owner's thread; <paramref name="attempt"/> asks that thread to send.</remarks>
internal sealed class FailureRecovery(
    PublisherOptions options,
    IUnsentRecordEncoder encoder,
    Func<UnsentRecord, EncodedDeadLetter?, CancellationToken, ValueTask<FailedAttempt>> attempt,
    TimeProvider clock)
{
    private readonly ResiliencePipeline<FailedAttempt> _pipeline = Pipeline(options, clock);

    /// <summary>Ends when the record is delivered, dead-lettered, or given up.</summary>
    /// <returns>Null where it is in a topic; else why neither it nor its dead letter was taken.</returns>
    public async Task<string?> RecoverAsync(UnsentRecord record, CancellationToken cancel)
    {
        try
        {
            if (record.Attempts.Count > 0 && await IsDeliveredAsync(record, cancel)) return null;
            return await DeadLetterAsync(record, cancel);
        }
        catch (OperationCanceledException)
        {
            return "the time to stop was over";
        }
        catch (Exception failure)
        {
            // Nobody awaits this task: a mistake in an encoder must still end in the books.
            return $"unexpected {failure.GetType().Name}";
        }
    }

    /// <summary>The first attempt has been made already: the pipeline begins with its outcome.</summary>
    private async Task<bool> IsDeliveredAsync(UnsentRecord record, CancellationToken cancel)
    {
        var first = true;
        var last = await _pipeline.ExecuteAsync(async token =>
        {
            if (first)
            {
                first = false;
                return record.Attempts[0];
            }

            var outcome = await attempt(record, null, token);
            if (outcome.Failure != DeliveryFailure.None) record.Add(outcome);
            return outcome;
        }, cancel);
        return last.Failure == DeliveryFailure.None;
    }

    private async Task<string?> DeadLetterAsync(UnsentRecord record, CancellationToken cancel)
    {
        var last = default(FailedAttempt);
        for (var rung = DeadLetterRung.Whole; rung <= DeadLetterRung.Pointer; rung++)
        {
            var letter = encoder.Encode(record, rung);
            last = await _pipeline.ExecuteAsync(token => attempt(record, letter, token), cancel);
            if (last.Failure == DeliveryFailure.None) return null;
            if (last.Failure != DeliveryFailure.TooLarge) break;
        }

        return "the dead letter failed too: " + last.Reason;
    }

    private static ResiliencePipeline<FailedAttempt> Pipeline(PublisherOptions options, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<FailedAttempt> { TimeProvider = clock };
        if (options.Attempts == 1) return builder.Build();
        return builder.AddRetry(new RetryStrategyOptions<FailedAttempt>
        {
            MaxRetryAttempts = options.Attempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.BackoffBase,
            MaxDelay = options.BackoffMax,
            ShouldHandle = static args =>
                ValueTask.FromResult(args.Outcome is { Exception: null, Result.Failure: DeliveryFailure.Passes }),
        }).Build();
    }
}
