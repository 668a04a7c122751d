using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary><c>/compatibility</c>: whether a schema could become a subject's next version, and why not.</summary>
internal sealed class CompatibilityRoutes(SchemaStore store)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        const string Versions = "/compatibility/subjects/{subject}/versions";
        routes.MapPost(Versions, RegistryEndpoint.For((call, answer) => Test(call, isAll: true, null, answer)));
        routes.MapPost($"{Versions}/{{version}}", RegistryEndpoint.For((call, answer) =>
            Test(call, isAll: false, VersionNames.Parse(call.Segment(4)), answer)));
    }

    private void Test(RegistryCall call, bool isAll, int? version, Utf8JsonWriter answer)
    {
        var draft = RequestBodies.ReadDraft(call.Body, call.Normalize);
        var problems = store.Problems(call.Subject(2), draft, isAll, version);
        answer.WriteStartObject();
        answer.WriteBoolean("is_compatible", problems.Count == 0);
        if (call.Flag("verbose"))
        {
            answer.WritePropertyName("messages");
            Answers.WriteStrings(answer, problems);
        }

        answer.WriteEndObject();
    }
}
