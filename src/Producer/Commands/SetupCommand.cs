using System.Globalization;
using OrderPipeline.Contracts.Topics;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.Topics;

namespace OrderPipeline.Producer.Commands;

/// <summary>
/// <c>setup</c>: makes the topics and registers the schemas, and says what it found and did. Safe to repeat.
/// </summary>
internal static class SetupCommand
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        var settings = ProducerSettings.Load(context);
        await MakeTopicsAsync(context, settings);
        using var registry = new Registry(settings.Registry, mayAddVersions: true, context.Clock);
        foreach (var ours in Subjects.All(settings.Topics))
        {
            var id = await registry.EnsureAsync(ours, context.Stopping);
            context.Output.WriteReport(
                string.Create(CultureInfo.InvariantCulture, $"subject {ours.Subject}  registered, id {id}"));
        }

        return ExitCode.Done;
    }

    private static async Task MakeTopicsAsync(CommandContext context, ProducerSettings settings)
    {
        var log = new KafkaLog(context.Error.WriteLine, context.Clock, settings.Kafka.BootstrapServers);
        var config = new KafkaClientConfig(settings.Kafka, ProducerSettings.Program);
        using var setup = new TopicSetup(settings.Kafka, config, log, context.Error.WriteLine, context.Clock);
        var plan = TopicPlan.All(settings.Topics);
        var partitions = await setup.EnsureAsync(Topics.Specs(plan), createMissing: true, context.Stopping);
        foreach (var topic in plan)
        {
            var what = setup.Made.Contains(topic.Name) ? "made" : "was there";
            context.Output.WriteReport(string.Create(
                CultureInfo.InvariantCulture, $"topic {topic.Name}  {what}, {partitions[topic.Name]} partition(s)"));
        }
    }
}
