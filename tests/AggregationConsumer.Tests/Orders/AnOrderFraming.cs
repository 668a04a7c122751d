using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text;
using OrderPipeline.AggregationConsumer.Orders;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Output;
using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.SchemaRegistry;

namespace AggregationConsumer.Tests.Orders;

/// <summary>The framing that given settings choose, over a registry that knows one schema under every id.</summary>
internal sealed class AnOrderFraming : IDisposable
{
    private const string Schema =
        """{"schema":"{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"orderId\",\"type\":\"string\"},"""
        + """{\"name\":\"product\",\"type\":\"string\"},{\"name\":\"price\",\"type\":\"float\"}]}"}""";

    private readonly ConsoleLines _lines = new(TextWriter.Null, TimeProvider.System);
    private readonly CachedSchemaRegistryClient _registry =
        new(new SchemaRegistryOptions { Url = "http://registry.test:8081" }, handler: new OneSchema());
    private readonly OrderDecoder _decoder;

    public AnOrderFraming(InputFormat format, string? schemaFile = null)
    {
        var options = new ConsumerOptions { Group = "g", InputFormat = format, InputSchemaFile = schemaFile };
        var outputs = new ProgramOutputs(_lines, TextWriter.Null, TimeProvider.System);
        var context = new CommandContext("test", new RootCommand().Parse([]), [], outputs, CancellationToken.None);
        Framing = OrderFramings.Create(options, _registry, new SilentObserver(), context);
        _decoder = new OrderDecoder(Framing);
    }

    public IOrderFraming Framing { get; }

    /// <summary>The order in words, or why it is none; waits for its schema where it has to.</summary>
    public async Task<string> ReadAsync(string hex)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var (words, dependency) = Read(hex);
            if (dependency is null) return words;
            await dependency.WaitAsync(TimeSpan.FromSeconds(10));
        }

        return "waits for ever";
    }

    public void Dispose()
    {
        _registry.Dispose();
        _lines.Dispose();
    }

    private (string Words, Task? Dependency) Read(string hex)
    {
        var record = new RecordCopy { Topic = "orders", Partition = 0, Offset = 0, Value = Convert.FromHexString(hex) };
        var buffer = default(ResolvedBuffer);
        try
        {
            var decoded = _decoder.Decode(record.AsView(), ref buffer, out var order);
            if (!decoded.IsOk) return (decoded.Failure?.Reason ?? "", decoded.Dependency);
            var (id, product) = (Encoding.UTF8.GetString(order.OrderId), Encoding.UTF8.GetString(order.Product));
            return (string.Create(CultureInfo.InvariantCulture, $"{id} {product} {order.Price}"), null);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private sealed class OneSchema : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellation) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(Schema, Encoding.UTF8, "application/vnd.schemaregistry.v1+json"),
            });
    }

    private sealed class SilentObserver : IPipelineObserver
    {
        public void Assigned(IReadOnlyList<int> partitions)
        {
        }

        public void Revoked(IReadOnlyList<int> partitions, bool isLost)
        {
        }

        public void Restored(int partition, long nextOffset, long stateRecords)
        {
        }

        public void Retrying(RecordCopy record, int attempt, int attempts, Failure failure)
        {
        }

        public void DeadLettered(FailedRecord failed)
        {
        }

        public void Stopped(int partition, string reason)
        {
        }

        public void Tripped(int partition, string reason)
        {
        }

        public void Released(int partition, long letThroughTo)
        {
        }

        public void Committed()
        {
        }

        public void Delayed(string reason)
        {
        }
    }
}
