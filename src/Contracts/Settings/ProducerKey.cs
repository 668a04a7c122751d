namespace OrderPipeline.Contracts.Settings;

/// <summary>What the producer takes for a record's key.</summary>
public enum ProducerKey
{
    /// <summary>The order id: orders spread evenly over the partitions.</summary>
    OrderId = 0,

    /// <summary>The product: all its orders in one partition, its average in one record.</summary>
    Product,
}
