namespace OrderPipeline.Producer.Source;

/// <summary>One order as its source has it; the spans are the source's and end with its next order.</summary>
internal readonly ref struct OrderFields(ReadOnlySpan<byte> orderId, ReadOnlySpan<byte> product, float price)
{
    /// <summary>UTF-8.</summary>
    public ReadOnlySpan<byte> OrderId { get; } = orderId;

    /// <summary>UTF-8.</summary>
    public ReadOnlySpan<byte> Product { get; } = product;

    public float Price { get; } = price;
}
