using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Pipeline;

/// <summary>Schemas in the registry as any other program would put and find them there: plain REST.</summary>
internal sealed class RegistryAccess(string url) : IDisposable
{
    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    /// <summary>The id of a subject's latest version.</summary>
    public async Task<int> LatestIdAsync(string subject) =>
        (await _client.GetFromJsonAsync<JsonElement>($"{url}/subjects/{subject}/versions/latest"))
            .GetProperty("id").GetInt32();

    /// <summary>Registers a schema and gives its id.</summary>
    public async Task<int> RegisterAsync(string subject, string schema)
    {
        using var body = JsonContent.Create(new JsonObject { ["schema"] = schema });
        using var answer = await _client.PostAsync(new Uri($"{url}/subjects/{subject}/versions"), body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
    }
}
