using OrderPipeline.SchemaRegistry.Http.Json;
using Bodies = OrderPipeline.SchemaRegistry.Http.Json.RegistryJsonContext;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>The routes below <c>/config</c> and <c>/mode</c>.</summary>
internal sealed class SettingApi(RegistryCalls calls)
{
    public async Task<ServerConfig> GetConfigAsync(string? subject, bool defaultToGlobal, CancellationToken token)
    {
        var body = await calls.GetAsync(
            Path("config", subject) + Default(subject, defaultToGlobal), Bodies.Default.ConfigBody, token);
        var level = body.CompatibilityLevel ?? body.Compatibility;
        return new ServerConfig
        {
            Compatibility = level is null ? null : Known(BodyTexts.ReadCompatibility(level), "compatibility"),
            Normalize = body.Normalize,
            Alias = body.Alias,
            CompatibilityGroup = body.CompatibilityGroup,
        };
    }

    public async Task<Compatibility> GetCompatibilityAsync(string? subject, CancellationToken token) =>
        (await GetConfigAsync(subject, true, token)).Compatibility ?? throw calls.Odd("names no compatibility");

    public Task SetConfigAsync(ServerConfig config, string? subject, CancellationToken token)
    {
        var body = new ConfigBody
        {
            Compatibility = config.Compatibility is { } level ? BodyTexts.Write(level) : null,
            Normalize = config.Normalize,
            Alias = config.Alias,
            CompatibilityGroup = config.CompatibilityGroup,
        };
        return calls.PutAsync(Path("config", subject), body, Bodies.Default.ConfigBody, token);
    }

    public Task DeleteConfigAsync(string? subject, CancellationToken token) =>
        calls.DeleteAsync(Path("config", subject), Bodies.Default.ConfigBody, token);

    public async Task<RegistryMode> GetModeAsync(string? subject, bool defaultToGlobal, CancellationToken token)
    {
        var body = await calls.GetAsync(
            Path("mode", subject) + Default(subject, defaultToGlobal), Bodies.Default.ModeBody, token);
        return Known(BodyTexts.ReadMode(body.Mode), "mode");
    }

    public Task SetModeAsync(RegistryMode mode, string? subject, bool force, CancellationToken token)
    {
        var query = RegistryPath.Query(("force", RegistryPath.Flag(force)));
        var body = new ModeBody { Mode = BodyTexts.Write(mode) };
        return calls.PutAsync(Path("mode", subject) + query, body, Bodies.Default.ModeBody, token);
    }

    public Task DeleteModeAsync(string subject, CancellationToken token) =>
        calls.DeleteAsync(Path("mode", subject), Bodies.Default.ModeBody, token);

    private static string Path(string what, string? subject) =>
        subject is null ? what : $"{what}/{RegistryPath.Segment(subject)}";

    private static string Default(string? subject, bool defaultToGlobal) =>
        subject is null ? "" : RegistryPath.Query(("defaultToGlobal", RegistryPath.Flag(defaultToGlobal)));

    private T Known<T>(T? value, string what)
        where T : struct => value ?? throw calls.Odd($"names a {what} that this client does not know");
}
