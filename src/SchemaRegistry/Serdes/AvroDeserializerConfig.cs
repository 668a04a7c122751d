using Confluent.Kafka;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Settings of an <see cref="AvroDeserializer{T}"/>; names and properties are Confluent's.</summary>
public sealed class AvroDeserializerConfig : Config
{
    /// <summary>Makes settings with every default.</summary>
    public AvroDeserializerConfig()
    {
    }

    /// <summary>Takes properties by name; those of others are left alone.</summary>
    public AvroDeserializerConfig(IEnumerable<KeyValuePair<string, string>> config)
        : base(config.ToDictionary(pair => pair.Key, pair => pair.Value))
    {
    }

    /// <summary>Where the schema's id is looked for; in the header first unless set.</summary>
    public SchemaIdDeserializerStrategy? SchemaIdStrategy
    {
        get => SerdeProperties.Word<SchemaIdDeserializerStrategy>(this, PropertyNames.SchemaIdStrategy);
        set => SerdeProperties.Set(this, PropertyNames.SchemaIdStrategy, value);
    }

    /// <summary>How many writers' schemas are kept ready, from 1; 1024 unless set.</summary>
    public int? MaxPlans
    {
        get => SerdeProperties.Number(this, PropertyNames.MaxPlans);
        set => SerdeProperties.Set(this, PropertyNames.MaxPlans, value);
    }

    internal int PlanCapacity => MaxPlans ?? ReaderPlans.DefaultCapacity;

    /// <exception cref="ArgumentException">A property is unknown or bad; the message names it.</exception>
    internal void ThrowIfBad()
    {
        SerdeProperties.ThrowIfUnknown(
            this, "avro.deserializer.", [PropertyNames.SchemaIdStrategy, PropertyNames.MaxPlans]);
        if (PlanCapacity < 1)
            throw new ArgumentException($"{PropertyNames.MaxPlans} is not from 1", nameof(MaxPlans));
    }

    /// <summary>The properties' names.</summary>
    public static class PropertyNames
    {
        /// <summary>See <see cref="AvroDeserializerConfig.SchemaIdStrategy"/>.</summary>
        public const string SchemaIdStrategy = "avro.deserializer.schema.id.strategy";

        /// <summary>See <see cref="AvroDeserializerConfig.MaxPlans"/>; ours, not Confluent's.</summary>
        public const string MaxPlans = "avro.deserializer.max.plans";
    }
}
