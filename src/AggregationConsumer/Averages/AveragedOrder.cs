namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>What the handler makes of a good order.</summary>
/// <param name="Product">The product.</param>
/// <param name="Price">A valid price.</param>
/// <param name="OrderId">The order's id where a line is to be printed for it, else null.</param>
internal readonly record struct AveragedOrder(Product Product, float Price, string? OrderId);
