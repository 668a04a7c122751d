using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrderPipeline.SchemaRegistry.Http.Json;
using Bodies = OrderPipeline.SchemaRegistry.Http.Json.RegistryJsonContext;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>The routes of the registry's REST API, each one request, nothing cached.</summary>
internal sealed class RegistryApi(RegistryTransport transport) : IDisposable
{
    public async Task<int> RegisterAsync(string subject, Schema schema, bool normalize, CancellationToken token)
    {
        var path = $"{Subject(subject)}/versions{Normalize(normalize)}";
        return (await PostAsync(path, BodyTexts.Write(schema), Bodies.Default.IdBody, token)).Id;
    }

    public async Task<RegisteredSchema> LookUpAsync(
        string subject, Schema schema, bool normalize, CancellationToken token)
    {
        var path = Subject(subject) + Normalize(normalize);
        return BodyTexts.Read(await PostAsync(path, BodyTexts.Write(schema), Bodies.Default.RegisteredBody, token));
    }

    public async Task<Schema> GetSchemaAsync(int id, CancellationToken token)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"schemas/ids/{id}");
        var body = await GetAsync(path, Bodies.Default.SchemaBody, token);
        return BodyTexts.Read(body.Schema, body.SchemaType, body.References);
    }

    public async Task<RegisteredSchema> GetVersionAsync(string subject, int? version, CancellationToken token)
    {
        var name = version?.ToString(CultureInfo.InvariantCulture) ?? "latest";
        return BodyTexts.Read(
            await GetAsync($"{Subject(subject)}/versions/{name}", Bodies.Default.RegisteredBody, token));
    }

    public async Task<IReadOnlyList<string>> GetSubjectsAsync(CancellationToken token) =>
        await GetAsync("subjects", Bodies.Default.StringArray, token);

    public async Task<IReadOnlyList<int>> GetVersionsAsync(string subject, CancellationToken token) =>
        await GetAsync($"{Subject(subject)}/versions", Bodies.Default.Int32Array, token);

    public async Task<bool> IsCompatibleAsync(string subject, Schema schema, CancellationToken token)
    {
        var path = $"compatibility/{Subject(subject)}/versions/latest";
        return (await PostAsync(path, BodyTexts.Write(schema), Bodies.Default.CompatibilityBody, token)).IsCompatible;
    }

    public async Task<Compatibility> GetCompatibilityAsync(string? subject, CancellationToken token)
    {
        var path = subject is null ? "config" : $"config/{Segment(subject)}?defaultToGlobal=true";
        var body = await GetAsync(path, Bodies.Default.ConfigBody, token);
        return BodyTexts.ReadCompatibility(body.CompatibilityLevel ?? body.Compatibility)
            ?? throw new SchemaRegistryException(
                SchemaRegistryFailure.BadAnswer,
                $"Schema Registry {transport.Name}: names a compatibility that this client does not know");
    }

    public Task SetCompatibilityAsync(Compatibility compatibility, string? subject, CancellationToken token)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new ConfigBody { Compatibility = BodyTexts.Write(compatibility) }, Bodies.Default.ConfigBody);
        var path = subject is null ? "config" : $"config/{Segment(subject)}";
        return SendAsync(HttpMethod.Put, path, body, Bodies.Default.ConfigBody, token);
    }

    public void Dispose() => transport.Dispose();

    private static string Subject(string subject) => $"subjects/{Segment(subject)}";

    private static string Segment(string subject)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        return subject is "." or ".."
            ? throw new ArgumentException("a subject cannot be a dot or two", nameof(subject))
            : Uri.EscapeDataString(subject);
    }

    private static string Normalize(bool normalize) => normalize ? "?normalize=true" : "";

    private Task<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken token) =>
        SendAsync(HttpMethod.Get, path, null, answer, token);

    private Task<T> PostAsync<T>(string path, byte[] body, JsonTypeInfo<T> answer, CancellationToken token) =>
        SendAsync(HttpMethod.Post, path, body, answer, token);

    private async Task<T> SendAsync<T>(
        HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> answer, CancellationToken token) =>
        (T)await transport.SendAsync(new RegistryRequest(method, path, body, answer), token);
}
