using Polly;
using Polly.Retry;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Gets an answer out of several addresses: round by round, with waits between the rounds.</summary>
internal sealed class RegistryTransport : IDisposable
{
    private readonly RegistryAddress[] _addresses;
    private readonly RegistryExchange _exchange;
    private readonly ResiliencePipeline<RegistryAnswer> _retry;
    private int _preferred; // the address that answered last; any thread writes it

    public RegistryTransport(
        SchemaRegistryOptions options, HttpMessageHandler handler, TimeProvider time, Random jitter)
    {
        _addresses = RegistryAddress.Parse(options);
        _exchange = new RegistryExchange(options, handler, new SecretScrubber(options, _addresses), time);
        _retry = CreateRetry(options, time, jitter);
    }

    /// <summary>All addresses, free of secrets, for an error.</summary>
    public string Name => string.Join(", ", _addresses.AsEnumerable());

    /// <exception cref="SchemaRegistryException">Refused, or no answer within the bounds.</exception>
    public async Task<object> SendAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        var answer = await _retry.ExecuteAsync(
            static (call, token) => call.Transport.RoundAsync(call.Request, token),
            (Transport: this, Request: request),
            cancellationToken);
        if (answer.Failure is { } failure)
            throw failure;
        return answer.Value!;
    }

    public void Dispose() => _exchange.Dispose();

    private async ValueTask<RegistryAnswer> RoundAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        var first = Volatile.Read(ref _preferred);
        for (var i = 0; ; i++)
        {
            var index = (first + i) % _addresses.Length;
            var answer = await _exchange.SendAsync(_addresses[index], request, cancellationToken);
            if (!answer.IsLocalToAddress)
                Volatile.Write(ref _preferred, index);
            if (!answer.IsLocalToAddress || i == _addresses.Length - 1)
                return answer;
        }
    }

    private static ResiliencePipeline<RegistryAnswer> CreateRetry(
        SchemaRegistryOptions options, TimeProvider time, Random jitter)
    {
        if (options.Retries == 0)
            return ResiliencePipeline<RegistryAnswer>.Empty;

        var gate = new Lock();
        return new ResiliencePipelineBuilder<RegistryAnswer> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<RegistryAnswer>
            {
                ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Result is { IsTransient: true }),
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                Randomizer = () =>
                {
                    lock (gate)
                        return jitter.NextDouble();
                },
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(
                    args.Outcome.Result?.RetryAfter is { } wait && wait > TimeSpan.Zero
                        ? TimeSpan.FromTicks(Math.Min(wait.Ticks, options.MaxRetryDelay.Ticks))
                        : null),
            })
            .Build();
    }
}
