using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>How reading an order ended.</summary>
/// <param name="Failure">Why it can never be read, or null.</param>
/// <param name="Dependency">Ends when it is worth trying again, or null.</param>
internal readonly record struct DecodedOrder(Failure? Failure, Task? Dependency)
{
    public static DecodedOrder Ok => default;

    public bool IsOk => Failure is null && Dependency is null;

    public static DecodedOrder Unreadable(Failure failure) => new(failure, null);

    public static DecodedOrder WaitFor(Task dependency) => new(null, dependency);
}
