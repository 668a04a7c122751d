using OrderPipeline.Contracts.Settings;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.SchemaRegistry;

namespace OrderPipeline.Producer.Commands;

/// <summary>The settings of this program, checked.</summary>
internal sealed record ProducerSettings(
    KafkaOptions Kafka, SchemaRegistryOptions Registry, TopicsOptions Topics, ProducerOptions Producer)
{
    /// <summary>Name in <c>client.id</c> and in dead letters.</summary>
    public const string Program = "producer";

    /// <exception cref="SettingsException">A setting is unknown or bad.</exception>
    public static ProducerSettings Load(CommandContext context)
    {
        var catalog = new SettingsCatalog()
            .AddKafka("order-aggregation")
            .Add<TopicsOptions>("Topics", TopicsOptionsValidator.Validate)
            .Add<ProducerOptions>("Producer", ProducerOptionsValidator.Validate)
            .Add<FaultsOptions>("Faults");
        var loaded = SettingsLoader.Load(catalog, context.Overrides);
        return new ProducerSettings(
            loaded.Get<KafkaOptions>(), loaded.Get<SchemaRegistryOptions>(), loaded.Get<TopicsOptions>(),
            loaded.Get<ProducerOptions>());
    }
}
