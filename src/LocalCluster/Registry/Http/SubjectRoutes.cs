using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>Everything under <c>/subjects</c>, and the compatibility of a subject's next version.</summary>
internal sealed class SubjectRoutes(SchemaStore store)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        const string Subject = "/subjects/{subject}";
        const string Version = $"{Subject}/versions/{{version}}";
        routes.MapGet("/subjects", RegistryEndpoint.For(List));
        routes.MapPost(Subject, RegistryEndpoint.For(LookUp));
        routes.MapDelete(Subject, RegistryEndpoint.For(DeleteSubject));
        routes.MapGet($"{Subject}/versions", RegistryEndpoint.For(ListVersions));
        routes.MapPost($"{Subject}/versions", RegistryEndpoint.For(Register));
        routes.MapGet(Version, RegistryEndpoint.For((call, answer) => Answers.WriteVersion(answer, Get(call))));
        routes.MapDelete(Version, RegistryEndpoint.For(DeleteVersion));
        routes.MapGet(
            $"{Version}/schema", RegistryEndpoint.For((call, answer) => Answers.WriteText(answer, Get(call).Schema)));
        routes.MapGet($"{Version}/referencedby", RegistryEndpoint.For(ListReferrers));
        routes.MapPost($"/compatibility{Subject}/versions", RegistryEndpoint.For(TestCompatibility));
        routes.MapPost($"/compatibility{Version}", RegistryEndpoint.For(TestCompatibility));
    }

    private void List(RegistryCall call, Utf8JsonWriter answer) =>
        Answers.WriteStrings(answer, store.Subjects(call.Filter, call.Query("subjectPrefix")));

    private void LookUp(RegistryCall call, Utf8JsonWriter answer)
    {
        var draft = RequestBodies.ReadDraft(call.Body, call.Flag("normalize"));
        Answers.WriteVersion(answer, store.LookUp(call.Segment(1), draft, call.Filter));
    }

    private void Register(RegistryCall call, Utf8JsonWriter answer)
    {
        var draft = RequestBodies.ReadDraft(call.Body, call.Flag("normalize"));
        if (RequestBodies.ReadNumber(call.Body, "id") is > 0 || RequestBodies.ReadNumber(call.Body, "version") is > 0)
            throw RegistryRefusals.NotPermitted("This registry gives ids and versions itself: it has no IMPORT mode.");
        var registered = store.Register(call.Segment(1), draft);
        answer.WriteStartObject();
        answer.WriteNumber("id", registered.Schema.Id);
        answer.WriteEndObject();
    }

    private void ListVersions(RegistryCall call, Utf8JsonWriter answer) =>
        Answers.WriteNumbers(answer, store.Versions(call.Segment(1), call.Filter));

    private RegisteredVersion Get(RegistryCall call) =>
        store.Get(call.Segment(1), VersionNames.Parse(call.Segment(3)), call.Filter);

    private void ListReferrers(RegistryCall call, Utf8JsonWriter answer) =>
        Answers.WriteNumbers(answer, store.ReferrersOf(call.Segment(1), VersionNames.Parse(call.Segment(3))));

    private void DeleteSubject(RegistryCall call, Utf8JsonWriter answer) =>
        Answers.WriteNumbers(answer, store.DeleteSubject(call.Segment(1), call.Flag("permanent")));

    private void DeleteVersion(RegistryCall call, Utf8JsonWriter answer) => answer.WriteNumberValue(
        store.DeleteVersion(call.Segment(1), VersionNames.Parse(call.Segment(3)), call.Flag("permanent")));

    /// <summary>
    /// Refused for good, since nothing is checked: clients try 5xx again, and "compatible" would be a lie.
    /// </summary>
    private static void TestCompatibility(RegistryCall call, Utf8JsonWriter answer) =>
        throw RegistryRefusals.NotPermitted("This registry does not check compatibility.");
}
