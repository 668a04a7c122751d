using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OrderPipeline.LocalCluster.Registry.Compatibility;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary><c>/config</c> and <c>/mode</c>, global and by subject, and the root.</summary>
internal sealed class SettingRoutes(SchemaStore store)
{
    private const string OnlyMode = "READWRITE";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", RegistryEndpoint.For((_, answer) =>
        {
            answer.WriteStartObject();
            answer.WriteEndObject();
        }));
        routes.MapGet("/contexts", RegistryEndpoint.For((_, answer) => Answers.WriteStrings(answer, ["."])));
        Map(routes, "", static _ => null);
        Map(routes, "/{subject}", static call => call.Segment(1));
    }

    private void Map(IEndpointRouteBuilder routes, string path, Func<RegistryCall, string?> subjectOf)
    {
        routes.MapGet($"/config{path}", RegistryEndpoint.For((call, answer) =>
            GetLevel(call, subjectOf(call), answer)));
        routes.MapPut($"/config{path}", RegistryEndpoint.For((call, answer) =>
            SetLevel(call, subjectOf(call), answer)));
        routes.MapDelete($"/config{path}", RegistryEndpoint.For((call, answer) =>
            WriteLevel(answer, "compatibilityLevel", store.DeleteLevel(subjectOf(call)))));
        routes.MapGet($"/mode{path}", RegistryEndpoint.For((call, answer) =>
            GetMode(call, subjectOf(call), answer)));
        routes.MapPut($"/mode{path}", RegistryEndpoint.For(SetMode));
    }

    private void GetLevel(RegistryCall call, string? subject, Utf8JsonWriter answer) =>
        WriteLevel(answer, "compatibilityLevel", store.Level(subject, call.Flag("defaultToGlobal")));

    private void SetLevel(RegistryCall call, string? subject, Utf8JsonWriter answer)
    {
        var level = RequestBodies.ReadLevel(call.Body);
        store.SetLevel(subject, level);
        WriteLevel(answer, "compatibility", level);
    }

    private static void GetMode(RegistryCall call, string? subject, Utf8JsonWriter answer)
    {
        if (subject is not null && !call.Flag("defaultToGlobal"))
            throw RegistryRefusals.NoModeOf(subject);
        Answers.WriteMember(answer, "mode", OnlyMode);
    }

    /// <summary>The mode that holds anyway may be set; a subject still has none of its own.</summary>
    private static void SetMode(RegistryCall call, Utf8JsonWriter answer)
    {
        if (!OnlyMode.Equals(RequestBodies.ReadMode(call.Body), StringComparison.OrdinalIgnoreCase))
            throw RegistryRefusals.InvalidMode("this registry is always READWRITE.");
        Answers.WriteMember(answer, "mode", OnlyMode);
    }

    private static void WriteLevel(Utf8JsonWriter answer, string name, CompatibilityLevel level) =>
        Answers.WriteMember(answer, name, CompatibilityNames.Of(level));
}
