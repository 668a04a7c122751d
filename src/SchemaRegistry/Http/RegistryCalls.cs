using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>The four verbs of the registry's REST API over the transport, each one request, nothing cached.</summary>
internal sealed class RegistryCalls(RegistryTransport transport) : IDisposable
{
    private readonly CancellationTokenSource _lifetime = new();

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken token) =>
        SendAsync(HttpMethod.Get, path, null, answer, token);

    public Task<T> PostAsync<T>(string path, byte[] body, JsonTypeInfo<T> answer, CancellationToken token) =>
        SendAsync(HttpMethod.Post, path, body, answer, token);

    public Task<T> PutAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken token) =>
        SendAsync(HttpMethod.Put, path, JsonSerializer.SerializeToUtf8Bytes(body, type), type, token);

    public Task<T> DeleteAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken token) =>
        SendAsync(HttpMethod.Delete, path, null, answer, token);

    /// <summary>A failure for an answer that is well formed and yet none to this question.</summary>
    public SchemaRegistryException Odd(string what) =>
        new(SchemaRegistryFailure.BadAnswer, $"Schema Registry {transport.Name}: {what}");

    /// <summary>One line of what a registry said, without our secrets.</summary>
    public string Clean(string text) => transport.Clean(text);

    /// <summary>Ends what is in flight, as cancelled.</summary>
    public void Dispose()
    {
        _lifetime.Cancel();
        transport.Dispose();
    }

    private async Task<T> SendAsync<T>(
        HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> answer, CancellationToken token)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_lifetime.Token, token);
        return (T)await transport.SendAsync(new RegistryRequest(method, path, body, answer), both.Token);
    }
}
