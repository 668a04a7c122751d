using OrderPipeline.Contracts.Settings;
using OrderPipeline.Messaging.Settings;

namespace OrderPipeline.DlqMonitor.Commands;

/// <summary>The settings that the common file may hold; the monitor uses some of them.</summary>
internal static class MonitorSettings
{
    public static SettingsCatalog Catalog() => new SettingsCatalog()
        .AddKafka("order-aggregation")
        .Add<TopicsOptions>("Topics", TopicsOptionsValidator.Validate)
        .Add<ProducerOptions>("Producer", ProducerOptionsValidator.Validate)
        .Add<FaultsOptions>("Faults");
}
