using OrderPipeline.Avro.Resolution;
using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Where an order's Avro begins and how it is read; or why not; or what to wait for.</summary>
internal readonly struct OrderPayload
{
    private OrderPayload(int start, AvroResolver? resolver, Failure? failure, Task? dependency)
    {
        Start = start;
        Resolver = resolver;
        Failure = failure;
        Dependency = dependency;
    }

    /// <summary>The first byte of the Avro.</summary>
    public int Start { get; }

    /// <summary>How the writer's bytes become an order's.</summary>
    public AvroResolver? Resolver { get; }

    /// <summary>Why it can never be read, or null.</summary>
    public Failure? Failure { get; }

    /// <summary>Ends when the schema is known, or known to be unknown; or null.</summary>
    public Task? Dependency { get; }

    public static OrderPayload At(int start, AvroResolver resolver) => new(start, resolver, null, null);

    public static OrderPayload Unreadable(string reason) =>
        new(0, null, new Failure(FailureKind.Deserialization, reason), null);

    public static OrderPayload WaitFor(Task dependency) => new(0, null, null, dependency);
}
