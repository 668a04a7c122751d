using System.Collections.Frozen;
using OrderPipeline.Avro.Fingerprints;
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
        // Confluent's frame names the schema itself: a file that another format left in the settings is not touched.
        if (options.InputFormat == InputFormat.Confluent) return Confluent(registry, observer, context);
        var fromFile = string.IsNullOrEmpty(options.InputSchemaFile) ? null : ResolverOf(options.InputSchemaFile);
        return options.InputFormat switch
        {
            InputFormat.SingleObject => SingleObject(fromFile),
            InputFormat.Raw => new RawFraming(fromFile ?? throw Missing(options.InputFormat)),
            InputFormat.Auto => new AutoFraming(
                Confluent(registry, observer, context),
                SingleObject(fromFile),
                fromFile is null ? null : new RawFraming(fromFile)),
            var other => throw new ArgumentOutOfRangeException(nameof(options), other, "no such input format"),
        };
    }

    private static ConfluentFraming Confluent(
        ISchemaRegistryClient registry, IPipelineObserver observer, CommandContext context)
    {
        var plans = new ReaderPlans(Order.Schema, registry);
        return new ConfluentFraming(plans, new WriterSchemaLoads(plans, observer, context.Clock, context.Stopping));
    }

    /// <summary>
    /// Our own schema is always known; where the file's has the same fingerprint both read the same.
    /// </summary>
    private static SingleObjectFraming SingleObject(AvroResolver? fromFile)
    {
        var resolvers = new Dictionary<ulong, AvroResolver>
        {
            [SchemaFingerprint.Crc64(Order.Schema)] = AvroResolver.Compile(Order.Schema, Order.Schema),
        };
        if (fromFile is not null) resolvers.TryAdd(SchemaFingerprint.Crc64(fromFile.Writer), fromFile);
        return new SingleObjectFraming(resolvers.ToFrozenDictionary());
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
