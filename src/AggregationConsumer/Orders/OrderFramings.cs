using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Chooses how values are framed, by the setting <c>Consumer:InputFormat</c>.</summary>
internal static class OrderFramings
{
    /// <summary>The framing that the settings name.</summary>
    /// <exception cref="ProgramException">A schema file that the format needs is missing or bad.</exception>
    public static IOrderFraming Create(
        ConsumerOptions options, ISchemaRegistryClient registry, IPipelineObserver observer, CommandContext context)
    {
        var raw = options.InputSchemaFile is { } file ? ResolverOf(file) : null;
        return options.InputFormat switch
        {
            InputFormat.Raw => new RawFraming(raw ?? throw Missing(options.InputFormat)),
            _ => Confluent(registry, observer, context),
        };
    }

    private static ConfluentFraming Confluent(
        ISchemaRegistryClient registry, IPipelineObserver observer, CommandContext context)
    {
        var plans = new ReaderPlans(Order.Schema, registry);
        return new ConfluentFraming(plans, new WriterSchemaLoads(plans, observer, context.Clock, context.Stopping));
    }

    private static AvroResolver ResolverOf(string file)
    {
        try
        {
            return AvroResolver.Compile(AvroSchema.Parse(File.ReadAllText(file)), Order.Schema);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException
            or AvroSchemaException or AvroResolutionException)
        {
            throw new ProgramException(ExitCode.Usage, $"Consumer:InputSchemaFile {file}: {failure.Message}", failure);
        }
    }

    private static ProgramException Missing(InputFormat format) => new(
        ExitCode.Usage,
        $"Consumer:InputFormat {format} needs Consumer:InputSchemaFile, the schema that the orders are written with");
}
