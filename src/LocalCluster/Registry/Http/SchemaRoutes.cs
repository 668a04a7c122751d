using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>
/// Everything under <c>/schemas</c>, which is what an id or a GUID stands for, the contexts, and the root.
/// </summary>
internal sealed class SchemaRoutes(SchemaStore store)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        const string Id = "/schemas/ids/{id:int}";
        const string Guid = "/schemas/guids/{guid}";
        routes.MapGet("/", RegistryEndpoint.For(Greet));
        routes.MapPost("/", RegistryEndpoint.For(Greet));
        routes.MapGet("/contexts", RegistryEndpoint.For((call, answer) =>
            Answers.WriteStrings(answer, call.Page.Of(store.Contexts()))));
        routes.MapGet("/schemas", RegistryEndpoint.For(List));
        routes.MapGet(
            "/schemas/types", RegistryEndpoint.For((_, answer) => Answers.WriteStrings(answer, ["AVRO"])));
        routes.MapGet(Id, RegistryEndpoint.For(ReadSchema));
        routes.MapGet($"{Id}/schema", RegistryEndpoint.For((call, answer) =>
            Answers.WriteText(answer, Get(call), call.IsResolved)));
        routes.MapGet($"{Id}/versions", RegistryEndpoint.For((call, answer) =>
            Answers.WriteUses(answer, call.Page.Of(Uses(call)))));
        routes.MapGet($"{Id}/subjects", RegistryEndpoint.For((call, answer) =>
            Answers.WriteStrings(answer, call.Page.Of(Uses(call).Select(use => use.Subject).Distinct()))));
        routes.MapGet(Guid, RegistryEndpoint.For((call, answer) =>
            Answers.WriteSchema(answer, store.Get(call.Segment(2))[0], call.IsResolved)));
        routes.MapGet($"{Guid}/ids", RegistryEndpoint.For((call, answer) =>
            WriteIds(answer, store.Get(call.Segment(2)))));
    }

    private static void Greet(RegistryCall call, Utf8JsonWriter answer)
    {
        answer.WriteStartObject();
        answer.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter answer, IReadOnlyList<StoredSchema> schemas)
    {
        answer.WriteStartArray();
        foreach (var schema in schemas)
        {
            answer.WriteStartObject();
            answer.WriteString("context", schema.Context);
            answer.WriteNumber("id", schema.Id);
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
    }

    private static int IdOf(RegistryCall call) => int.Parse(call.Segment(2), CultureInfo.InvariantCulture);

    private void List(RegistryCall call, Utf8JsonWriter answer) => Answers.WriteVersions(
        answer,
        call.Page.Of(store.All(call.Filter, call.SubjectPrefix, call.Flag("latestOnly"))),
        call.IsResolved);

    private void ReadSchema(RegistryCall call, Utf8JsonWriter answer)
    {
        var schema = Get(call);
        int? maxId = call.Flag("fetchMaxId") ? store.MaxId(call.QuerySubject) : null;
        Answers.WriteSchema(answer, schema, call.IsResolved, maxId);
    }

    private StoredSchema Get(RegistryCall call) => store.Get(IdOf(call), call.QuerySubject);

    private IReadOnlyList<RegisteredVersion> Uses(RegistryCall call) =>
        store.UsesOf(IdOf(call), call.Filter, call.QuerySubject);
}
