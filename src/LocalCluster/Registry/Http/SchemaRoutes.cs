using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>Everything under <c>/schemas</c>: what an id stands for.</summary>
internal sealed class SchemaRoutes(SchemaStore store)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        const string Id = "/schemas/ids/{id:int}";
        routes.MapGet("/schemas", RegistryEndpoint.For(List));
        routes.MapGet(
            "/schemas/types", RegistryEndpoint.For((_, answer) => Answers.WriteStrings(answer, ["AVRO"])));
        routes.MapGet(Id, RegistryEndpoint.For((call, answer) => Answers.WriteSchema(answer, store.Get(IdOf(call)))));
        routes.MapGet(
            $"{Id}/schema", RegistryEndpoint.For((call, answer) => Answers.WriteText(answer, store.Get(IdOf(call)))));
        routes.MapGet(
            $"{Id}/versions",
            RegistryEndpoint.For((call, answer) => Answers.WriteUses(answer, Uses(call))));
        routes.MapGet(
            $"{Id}/subjects",
            RegistryEndpoint.For((call, answer) =>
                Answers.WriteStrings(answer, Uses(call).Select(use => use.Subject).Distinct())));
    }

    private static int IdOf(RegistryCall call) => int.Parse(call.Segment(2), CultureInfo.InvariantCulture);

    private void List(RegistryCall call, Utf8JsonWriter answer) => Answers.WriteVersions(
        answer, store.All(call.Filter, call.Query("subjectPrefix"), call.Flag("latestOnly")));

    private IReadOnlyList<RegisteredVersion> Uses(RegistryCall call) => store.UsesOf(IdOf(call), call.Filter);
}
