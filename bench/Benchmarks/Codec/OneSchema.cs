using System.Net;
using System.Text;
using System.Text.Json;
using OrderPipeline.Contracts;
using OrderPipeline.SchemaRegistry;

namespace Benchmarks.Codec;

/// <summary>Answers for a registry that knows the order's schema, so that the codec needs no cluster.</summary>
internal sealed class OneSchema : HttpMessageHandler
{
    public static CachedSchemaRegistryClient CreateClient() =>
        new(new SchemaRegistryOptions(), handler: new OneSchema());

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = $$"""{"schema":{{JsonSerializer.Serialize(Order.SchemaJson)}}}""";
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/vnd.schemaregistry.v1+json"),
            RequestMessage = request,
        });
    }
}
