namespace OrderPipeline.Producer.Output;

/// <summary>What the lines name.</summary>
/// <param name="IsShown">False with <c>--quiet</c> and <c>--json</c>.</param>
/// <param name="Topic">Of the orders.</param>
/// <param name="DeadLetterTopic">Of the dead letters.</param>
/// <param name="Attempts">Made in all before an order is a dead letter.</param>
internal sealed record DeliveryLinesOptions(bool IsShown, string Topic, string DeadLetterTopic, int Attempts);
