using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Bounds of an <see cref="AvroDeserializer{T}"/>.</summary>
public sealed class AvroDeserializerConfig
{
    /// <summary>How many writers' schemas are kept ready, from 1.</summary>
    public int MaxPlans { get; set; } = ReaderPlans.DefaultCapacity;
}
