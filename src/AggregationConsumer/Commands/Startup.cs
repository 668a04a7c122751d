using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using OrderPipeline.Contracts.Topics;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Identity;
using OrderPipeline.Messaging.Native;
using OrderPipeline.Messaging.Topics;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Serdes;

namespace OrderPipeline.AggregationConsumer.Commands;

/// <summary>What has to be there before the first order is read: topics and schemas.</summary>
internal sealed class Startup(ProgramSettings settings, CommandContext context, KafkaLog log)
{
    private static readonly TimeSpan RegistryPause = TimeSpan.FromSeconds(1);

    /// <summary>Makes missing topics and checks the others.</summary>
    /// <returns>The number of partitions of the orders.</returns>
    public async Task<int> EnsureTopicsAsync()
    {
        TopicSpec[] specs =
        [
            SpecOf(TopicPlan.Orders(settings.Topics), TopicWishes.Orders),
            SpecOf(TopicPlan.DeadLetters(settings.Topics), TopicWishes.DeadLetters(settings.Topics)),
            SpecOf(TopicPlan.Averages(settings.Topics), TopicWishes.Averages),
        ];
        var setup = Setup();
        try
        {
            var partitions = await setup.EnsureAsync(specs, settings.Topics.CreateMissing, context.Stopping);
            return partitions[settings.Topics.Orders];
        }
        finally
        {
            // A client's end takes a tenth of a second, which nothing needs to wait for.
            _ = Task.Run(setup.Dispose, CancellationToken.None);
        }
    }

    /// <summary>What needs no cluster: the native library, and whether this instance's id outlives a restart.</summary>
    /// <exception cref="LibrdkafkaException">The native library is missing or too old.</exception>
    public void CheckMachine()
    {
        if (NativeCheck.Warning() is { } native) context.Error.WriteLine("warning: " + native);
        var fleeting = StableIds.Warning(
            settings.Consumer.InstanceId,
            Environment.MachineName,
            Environment.ProcessId,
            settings.Clients.SessionTimeout,
            settings.Clients.TransactionTimeout);
        if (fleeting is not null) context.Error.WriteLine("warning: " + fleeting);
    }

    /// <summary>Waits for a broker and makes nothing, for what only reads.</summary>
    /// <exception cref="ProgramException">No broker within the bound.</exception>
    public async Task WaitForClusterAsync()
    {
        using var setup = Setup();
        await setup.EnsureAsync([], createMissing: false, context.Stopping);
    }

    /// <summary>Finds the ids of what this program writes; waits for the registry up to the start-up bound.</summary>
    public async Task<ProgramSchemas> EnsureSchemasAsync(ISchemaRegistryClient client)
    {
        var registrar = new SubjectRegistrar(client, settings.Registry.AutoRegister);
        var averages = settings.Topics.Averages;
        return new ProgramSchemas(
            await WriterAsync<ProductAverage>(registrar, averages, SubjectNameStrategy.TopicRecord),
            await WriterAsync<Ledger>(registrar, averages, SubjectNameStrategy.TopicRecord),
            await WriterAsync<DeadLetter>(registrar, settings.Topics.DeadLetters, SubjectNameStrategy.Topic));
    }

    private TopicSetup Setup() =>
        new(settings.Kafka, settings.Clients, log, context.Error.WriteLine, context.Clock);

    private async Task<RegisteredWriter<T>> WriterAsync<T>(
        SubjectRegistrar registrar, string topic, SubjectNameStrategy strategy)
        where T : IAvroRecord<T>
    {
        var subject = strategy.SubjectFor(topic, T.Schema.FullName);
        var from = context.Clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await RegisteredWriter<T>.CreateAsync(registrar, subject, context.Stopping);
            }
            catch (SchemaRegistryException failure) when (
                failure.Failure == SchemaRegistryFailure.Unreachable &&
                context.Clock.GetElapsedTime(from) < settings.Kafka.StartupTimeout)
            {
                await Task.Delay(RegistryPause, context.Clock, context.Stopping);
            }
        }
    }

    private static TopicSpec SpecOf(PlannedTopic planned, IReadOnlyList<TopicRequirement> wishes) => new()
    {
        Name = planned.Name,
        Partitions = planned.Partitions,
        SamePartitionsAs = planned.SamePartitionsAs,
        ReplicationFactor = planned.ReplicationFactor,
        Configs = planned.Configs,
        Requirements =
        [
            planned.IsCompacted
                ? TopicRequirement.Compacted(planned.CleanupAdvice)
                : TopicRequirement.NotCompacted(planned.CleanupAdvice),
        ],
        Recommendations = wishes,
    };
}
