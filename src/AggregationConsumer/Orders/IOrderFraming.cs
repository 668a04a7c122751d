namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Finds in a value where the Avro begins and which schema wrote it.</summary>
/// <remarks>Thread-safe; allocates nothing where the schema is known.</remarks>
internal interface IOrderFraming
{
    /// <summary>Opens a value that is not empty.</summary>
    OrderPayload Open(ReadOnlySpan<byte> value);
}
