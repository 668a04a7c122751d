using System.Text;
using Confluent.Kafka;
using OrderPipeline.Contracts.Topics;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Framing;

namespace OrderPipeline.Demo.Sending;

/// <summary>The demo's own records among the orders: no decoder can make an order of them.</summary>
internal sealed class UndecodableRecords(string bootstrapServers, string registryUrl, TimeProvider clock)
{
    public const int Count = 12;
    private const int FrameSize = 5;
    private static readonly TimeSpan RegistryBound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RegistryPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Sends them evenly over the time; ends when all are acknowledged.</summary>
    public async Task SendAsync(TimeSpan over, CancellationToken stop)
    {
        var schemaId = await OrderSchemaIdAsync(stop);
        using var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig
        {
            BootstrapServers = bootstrapServers,
            ClientId = "demo",
            EnableIdempotence = true,
            MessageTimeoutMs = 20_000,
        }).SetLogHandler((_, _) => { }).Build();
        for (var number = 1; number <= Count; number++)
        {
            var message = new Message<string, byte[]> { Key = $"bad-{number}", Value = Value(number, schemaId) };
            await producer.ProduceAsync(TopicNames.Orders, message, stop);
            await Task.Delay(over / Count, clock, stop);
        }
    }

    /// <summary>Three ways to be wrong, in turn: no frame at all, an order cut short, and a length below
    /// zero.</summary>
    internal static byte[] Value(int number, int schemaId) => (number % 3) switch
    {
        0 => Encoding.UTF8.GetBytes("{\"orderId\":\"bad\",\"product\":\"Item1\",\"price\":10}"),
        1 => Framed(schemaId, [6, (byte)'b', (byte)'a']),
        _ => Framed(schemaId, [1, (byte)'b', (byte)'a', (byte)'d']),
    };

    private static byte[] Framed(int schemaId, ReadOnlySpan<byte> body)
    {
        var value = new byte[FrameSize + body.Length];
        ConfluentWireFormat.WriteHeader(value, schemaId);
        body.CopyTo(value.AsSpan(FrameSize));
        return value;
    }

    /// <summary>The id that the producer's orders carry, once one of the programs has registered the schema.</summary>
    private async Task<int> OrderSchemaIdAsync(CancellationToken stop)
    {
        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryOptions { Url = registryUrl }, clock);
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return (await registry.GetLatestSchemaAsync(TopicNames.Orders + "-value", stop)).Id;
            }
            catch (SchemaRegistryException failure) when (
                failure.Failure == SchemaRegistryFailure.NotFound && clock.GetElapsedTime(started) < RegistryBound)
            {
                await Task.Delay(RegistryPause, clock, stop);
            }
        }
    }
}
