using OrderPipeline.Contracts.Settings;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.SchemaRegistry;

namespace OrderPipeline.AggregationConsumer.Commands;

/// <summary>The settings of one run, checked.</summary>
internal sealed class ProgramSettings
{
    private const string DefaultGroup = "order-aggregation";

    private ProgramSettings(LoadedSettings settings, string program)
    {
        Kafka = settings.Get<KafkaOptions>();
        Registry = settings.Get<SchemaRegistryOptions>();
        Topics = settings.Get<TopicsOptions>();
        Consumer = settings.Get<ConsumerOptions>();
        Faults = settings.Get<FaultsOptions>();
        Clients = new KafkaClientConfig(Kafka, program);
    }

    public KafkaOptions Kafka { get; }

    public SchemaRegistryOptions Registry { get; }

    public TopicsOptions Topics { get; }

    public ConsumerOptions Consumer { get; }

    public FaultsOptions Faults { get; }

    public KafkaClientConfig Clients { get; }

    /// <summary>Reads file, environment and command line.</summary>
    /// <exception cref="SettingsException">A setting is unknown or bad.</exception>
    public static ProgramSettings Load(CommandContext context)
    {
        var catalog = new SettingsCatalog()
            .AddKafka(DefaultGroup)
            .Add<TopicsOptions>("Topics")
            .Add<ProducerOptions>("Producer")
            .Add<FaultsOptions>("Faults", Validate);
        return new ProgramSettings(SettingsLoader.Load(catalog, context.Overrides), context.Program);
    }

    private static IEnumerable<(string Key, string Problem)> Validate(FaultsOptions options)
    {
        if (options.TransientRate is not (>= 0 and <= 1))
        {
            yield return (nameof(options.TransientRate), "must be from 0 to 1");
        }
    }
}
