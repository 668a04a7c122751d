using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OrderPipeline.LocalCluster.Registry;

namespace LocalCluster.Tests.Registry.Http;

/// <summary>A registry of its own for each test, asked as any HTTP client would.</summary>
public sealed class ARegistry : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly RegistryServer _server;

    private ARegistry(RegistryServer server) => _server = server;

    public string Url => _server.Url;

    public static async Task<ARegistry> StartAsync() =>
        new(await RegistryServer.StartAsync(0, TestContext.Current.CancellationToken));

    /// <summary>The answer as <c>200 {"id":1}</c>; what it says of its type is checked.</summary>
    public async Task<string> AskAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Url + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/vnd.schemaregistry.v1+json");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/vnd.schemaregistry.v1+json", response.Content.Headers.ContentType?.ToString());
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return $"{(int)response.StatusCode} {text}";
    }

    /// <summary>
    /// Asks and compares: with the whole answer, or with an error's status and code, <c>404 40401</c>.
    /// </summary>
    public async Task AnswersAsync(string method, string path, string? body, string expected)
    {
        var answer = await AskAsync(method, path, body);
        var isCode = answer[0] != '2' && !expected.Contains('{', StringComparison.Ordinal);
        Assert.Equal($"{method} {path} {expected}", $"{method} {path} {(isCode ? CodeOf(answer) : answer)}");
    }

    public Task AnswersAsync(string method, string path, string expected) => AnswersAsync(method, path, null, expected);

    /// <summary>The content type of an answer for a caller who accepts these.</summary>
    public async Task<string?> TypeOfAsync(string path, string? accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url + path);
        if (accepted is not null)
            request.Headers.TryAddWithoutValidation("Accept", accepted);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.Content.Headers.ContentType?.ToString();
    }

    /// <summary>Registers an Avro schema; what else the request has is written as JSON members.</summary>
    public async Task<JsonElement> RegisterAsync(string subject, string schema, string members = "")
    {
        var answer = await AskAsync("POST", $"/subjects/{subject}/versions", BodyOf(schema, members));
        Assert.StartsWith("200 ", answer, StringComparison.Ordinal);
        return JsonElement.Parse(answer[4..]);
    }

    public static string BodyOf(string schema, string members = "") =>
        $$"""{"schema":{{JsonSerializer.Serialize(schema)}}{{members}}}""";

    /// <summary>The first line of the answer to exactly these bytes.</summary>
    public async Task<string> AskRawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", _server.Port, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }

    /// <summary>Status and code of an error body, which has a message, too.</summary>
    public static string CodeOf(string answer)
    {
        var body = JsonElement.Parse(answer[4..]);
        Assert.NotEmpty(body.GetProperty("message").GetString()!);
        return $"{answer[..3]} {body.GetProperty("error_code").GetRawText()}";
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }
}
