using System.Globalization;
using OrderPipeline.Contracts.Topics;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Producing;
using OrderPipeline.Messaging.Producing.Retrying;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.Topics;
using OrderPipeline.Producer.Output;
using OrderPipeline.Producer.Sending;
using OrderPipeline.Producer.Source;

namespace OrderPipeline.Producer.Commands;

/// <summary><c>run</c>: sends orders and says what became of them.</summary>
internal sealed class RunCommand(CommandContext context, ProducerSettings settings, RunArguments arguments)
{
    private readonly KafkaClientConfig _config = new(settings.Kafka, ProducerSettings.Program);
    private readonly KafkaLog _log = new(context.Error.WriteLine, context.Clock, settings.Kafka.BootstrapServers);

    public static Task<int> RunAsync(CommandContext context, RunOptions options)
    {
        var arguments = options.Read(context);
        return new RunCommand(context, ProducerSettings.Load(context), arguments).RunAsync();
    }

    private async Task<int> RunAsync()
    {
        await EnsureTopicsAsync();
        using var registry = new Registry(settings.Registry, mayAddVersions: false, context.Clock);
        var orders = await registry.EnsureAsync(Subjects.Orders(settings.Topics), context.Stopping);
        var deadLetters = await registry.EnsureAsync(Subjects.DeadLetters(settings.Topics), context.Stopping);
        // The worker keeps its thread for as long as the program runs.
        return await Task.Run(() => Send(orders, deadLetters));
    }

    private async Task EnsureTopicsAsync()
    {
        using var setup = new TopicSetup(settings.Kafka, _config, _log, context.Error.WriteLine, context.Clock);
        var plan = new[] { TopicPlan.Orders(settings.Topics), TopicPlan.DeadLetters(settings.Topics) };
        await setup.EnsureAsync(Topics.Specs(plan), settings.Topics.CreateMissing, context.Stopping);
    }

    private int Send(int ordersSchemaId, int deadLettersSchemaId)
    {
        var lines = new DeliveryLines(
            new DeliveryLinesOptions(
                IsShown: !arguments.IsQuiet && !arguments.IsJson, settings.Topics.Orders, settings.Topics.DeadLetters,
                settings.Producer.Attempts),
            context.Output, context.Error, context.Clock);
        using var producer = new SpanProducer(ProducerProperties(), _log);
        using var publisher = new ReliablePublisher(
            producer, PublisherOptions(),
            new OrderDeadLetterEncoder(deadLettersSchemaId, BuildText.Value, context.Clock), lines, context.Clock);
        using var source = OrderSources.Open(arguments, publisher.Wake);
        using var waking = context.Stopping.Register(publisher.Wake);
        var worker = new SendWorker(
            source, new OrderEncoder(ordersSchemaId), publisher, SendOptions(lines), context.Clock);
        var started = context.Clock.GetTimestamp();
        worker.Run(context.Stopping);
        worker.Drain(context.Stopping);
        lines.SayLeftOut(isLast: true);
        Summarize(publisher.Counts, context.Clock.GetElapsedTime(started));
        return End(publisher.Counts, producer.FatalError);
    }

    private Dictionary<string, string> ProducerProperties()
    {
        var properties = _config.IdempotentProducer(settings.Producer.AttemptTimeout).ToDictionary();
        // Keys land where Java's clients put them, so that other writers of the topic agree with us.
        properties.TryAdd("partitioner", "murmur2_random");
        return properties;
    }

    private PublisherOptions PublisherOptions() => new()
    {
        Topic = settings.Topics.Orders,
        DeadLetterTopic = settings.Topics.DeadLetters,
        RetriedHeader = HeaderNames.OrderRetried,
        Attempts = settings.Producer.Attempts,
        BackoffBase = settings.Producer.BackoffBase,
        BackoffMax = settings.Producer.BackoffMax,
    };

    private SendOptions SendOptions(DeliveryLines lines) => new()
    {
        Topic = settings.Topics.Orders,
        Key = settings.Producer.Key,
        OrdersPerSecond = arguments.Rate,
        OnPoll = () => lines.SayLeftOut(),
    };

    private void Summarize(PublisherCounts counts, TimeSpan elapsed)
    {
        var summary = RunSummary.Of(counts, elapsed);
        context.Output.WriteReport(arguments.IsJson ? summary.ToJson() : summary.ToString());
    }

    private static int End(PublisherCounts counts, string? fatalError)
    {
        var open = counts.NotAccepted + counts.Unresolved;
        if (open == 0 && fatalError is null) return ExitCode.Done;
        var why = fatalError is null ? "" : $"; the Kafka client cannot go on: {fatalError}";
        throw new ProgramException(
            ExitCode.Unreachable,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{open} of {counts.Sent} order(s) were not accepted, neither they nor their dead letters, "
                + $"and are named above: send them again{why}"));
    }
}
