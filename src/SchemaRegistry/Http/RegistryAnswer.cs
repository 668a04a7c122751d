using System.Net;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>What came of sending a request: a parsed value or a failure.</summary>
internal sealed class RegistryAnswer
{
    /// <summary>The parsed answer; null when there is a failure.</summary>
    public object? Value { get; private init; }

    public SchemaRegistryException? Failure { get; private init; }

    /// <summary>True when the same request may succeed later.</summary>
    public bool IsTransient { get; private init; }

    /// <summary>True when another address may answer better right now.</summary>
    public bool IsLocalToAddress { get; private init; }

    /// <summary>How long the registry asks to be left alone; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    public static RegistryAnswer Good(object value) => new() { Value = value };

    public static RegistryAnswer Conclusive(SchemaRegistryException failure) => new()
    {
        Failure = failure,
        IsLocalToAddress = failure.Failure == SchemaRegistryFailure.BadAnswer,
    };

    public static RegistryAnswer Transient(SchemaRegistryException failure, TimeSpan? retryAfter = null) => new()
    {
        Failure = failure,
        IsTransient = true,
        // A registry that asks for fewer requests does not get the next one through its other address.
        IsLocalToAddress = failure.Status != HttpStatusCode.TooManyRequests,
        RetryAfter = retryAfter,
    };
}
