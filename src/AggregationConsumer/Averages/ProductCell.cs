namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>One product in one partition.</summary>
internal struct ProductCell
{
    /// <summary>The product, or null where this partition never had one.</summary>
    public Product? Product;

    /// <summary>As in the last committed transaction.</summary>
    public PriceStatistics Committed;

    /// <summary>With what is not committed yet.</summary>
    public PriceStatistics Current;

    /// <summary>True where the next commit has to write it.</summary>
    public bool IsChanged;
}
