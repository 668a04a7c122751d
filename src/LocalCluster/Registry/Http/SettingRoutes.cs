using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OrderPipeline.LocalCluster.Registry.Settings;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary><c>/config</c> and <c>/mode</c>: global, of a context and of a subject.</summary>
internal sealed class SettingRoutes(SettingBook settings)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "", static call => call.WholeContext);
        Map(routes, "/{subject}", static call => call.Subject(1));
    }

    private void Map(IEndpointRouteBuilder routes, string path, Func<RegistryCall, string?> subjectOf)
    {
        var config = $"/config{path}";
        routes.MapGet(config, RegistryEndpoint.For((call, answer) =>
            ConfigBodies.Write(answer, settings.Config(subjectOf(call), call.Flag("defaultToGlobal")))));
        routes.MapPut(config, RegistryEndpoint.For((call, answer) => SetConfig(call, subjectOf(call), answer)));
        routes.MapDelete(config, RegistryEndpoint.For((call, answer) =>
            ConfigBodies.Write(answer, settings.DeleteConfig(subjectOf(call)))));

        var mode = $"/mode{path}";
        routes.MapGet(mode, RegistryEndpoint.For((call, answer) =>
            WriteMode(answer, settings.Mode(subjectOf(call), call.Flag("defaultToGlobal")))));
        routes.MapPut(mode, RegistryEndpoint.For((call, answer) => SetMode(call, subjectOf(call), answer)));
        routes.MapDelete(mode, RegistryEndpoint.For((call, answer) =>
            WriteMode(answer, settings.DeleteMode(subjectOf(call)))));
    }

    private void SetConfig(RegistryCall call, string? subject, Utf8JsonWriter answer)
    {
        var update = ConfigBodies.ReadUpdate(call.Body);
        settings.Change(subject, update);
        ConfigBodies.WriteUpdate(answer, update);
    }

    /// <summary>No mode means the wider one.</summary>
    private void SetMode(RegistryCall call, string? subject, Utf8JsonWriter answer)
    {
        var mode = RequestBodies.ReadMode(call.Body);
        if (mode is { } given)
            settings.SetMode(subject, given, call.Flag("force"));
        else
            settings.DeleteMode(subject);
        WriteMode(answer, mode);
    }

    private static void WriteMode(Utf8JsonWriter answer, RegistryMode? mode)
    {
        answer.WriteStartObject();
        answer.WriteString("mode", mode is { } given ? ModeNames.Of(given) : null);
        answer.WriteEndObject();
    }
}
