using System.Globalization;
using OrderPipeline.SchemaRegistry.Authentication;
using Polly;
using Polly.Retry;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Gets an answer out of several addresses: round by round, with waits between the rounds.</summary>
internal sealed class RegistryTransport : IDisposable
{
    private readonly RegistryAddress[] _addresses;
    private readonly RegistryExchange _exchange;
    private readonly SecretScrubber _scrubber;
    private readonly TimeProvider _time;
    private readonly TimeSpan _totalTimeout;
    private readonly ResiliencePipeline<RegistryAnswer> _retry;
    private int _preferred; // the address that answered last; any thread writes it

    public RegistryTransport(
        SchemaRegistryOptions options,
        HttpMessageHandler handler,
        IAuthenticationHeaderValueProvider? authentication,
        TimeProvider time,
        Random jitter)
    {
        _addresses = RegistryAddress.Parse(options);
        _scrubber = new SecretScrubber(options, _addresses);
        _exchange = new RegistryExchange(options, handler, authentication, _scrubber, time);
        _retry = CreateRetry(options, time, jitter);
        _time = time;
        _totalTimeout = options.TotalTimeout;
    }

    /// <summary>All addresses, free of secrets, for an error.</summary>
    public string Name => string.Join(", ", _addresses.AsEnumerable());

    /// <summary>One line of what a registry said, without our secrets.</summary>
    public string Clean(string text) => _scrubber.Clean(text);

    /// <exception cref="SchemaRegistryException">Refused, or no answer within the bounds.</exception>
    public async Task<object> SendAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        using var total = new CancellationTokenSource(_totalTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(total.Token, cancellationToken);
        var call = new Call(this, request);
        RegistryAnswer answer;
        try
        {
            answer = await _retry.ExecuteAsync(
                static (call, token) => call.Transport.RoundAsync(call, token), call, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw TooLate(call.LastFailure);
        }

        if (answer.Failure is { } failure)
            throw failure;
        return answer.Value!;
    }

    public void Dispose() => _exchange.Dispose();

    private async ValueTask<RegistryAnswer> RoundAsync(Call call, CancellationToken cancellationToken)
    {
        var first = Volatile.Read(ref _preferred);
        RegistryAnswer? passing = null;
        for (var i = 0; ; i++)
        {
            var index = (first + i) % _addresses.Length;
            var answer = await _exchange.SendAsync(_addresses[index], call.Request, cancellationToken);
            call.LastFailure = answer.Failure;
            if (!answer.IsLocalToAddress)
                Volatile.Write(ref _preferred, index);
            if (!answer.IsLocalToAddress)
                return answer;
            if (answer.IsTransient)
                passing ??= answer;

            // An address that may answer in a moment counts for more than one that is no registry's.
            if (i == _addresses.Length - 1)
                return passing ?? answer;
        }
    }

    private SchemaRegistryException TooLate(SchemaRegistryException? last)
    {
        var bound = string.Create(CultureInfo.InvariantCulture, $"{_totalTimeout.TotalSeconds:0.###} s");
        return last is null
            ? new SchemaRegistryException(
                SchemaRegistryFailure.Unreachable, $"Schema Registry {Name}: no answer within {bound} in all")
            : new SchemaRegistryException(
                last.Failure, $"{last.Message}; given up after {bound} in all", last.ErrorCode, last.Status, last);
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

    /// <summary>One call over all its rounds.</summary>
    private sealed class Call(RegistryTransport transport, RegistryRequest request)
    {
        public RegistryTransport Transport { get; } = transport;

        public RegistryRequest Request { get; } = request;

        public SchemaRegistryException? LastFailure { get; set; }
    }
}
