using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>Everything under <c>/subjects</c>.</summary>
internal sealed class SubjectRoutes(SchemaStore store)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        const string Subject = "/subjects/{subject}";
        const string Version = $"{Subject}/versions/{{version}}";
        routes.MapGet("/subjects", RegistryEndpoint.For(List));
        routes.MapPost(Subject, RegistryEndpoint.For(LookUp));
        routes.MapDelete(Subject, RegistryEndpoint.For(DeleteSubject));
        routes.MapGet($"{Subject}/metadata", RegistryEndpoint.For(FindByMetadata));
        routes.MapGet($"{Subject}/versions", RegistryEndpoint.For(ListVersions));
        routes.MapPost($"{Subject}/versions", RegistryEndpoint.For(Register));
        routes.MapGet(Version, RegistryEndpoint.For((call, answer) =>
            Answers.WriteVersion(answer, Get(call), call.IsResolved)));
        routes.MapDelete(Version, RegistryEndpoint.For(DeleteVersion));
        routes.MapGet($"{Version}/schema", RegistryEndpoint.For((call, answer) =>
            Answers.WriteText(answer, Get(call).Schema, call.IsResolved)));
        routes.MapGet($"{Version}/referencedby", RegistryEndpoint.For(ListReferrers));
    }

    private void List(RegistryCall call, Utf8JsonWriter answer) =>
        Answers.WriteStrings(answer, call.Page.Of(store.Subjects(call.Filter, call.SubjectPrefix)));

    private void LookUp(RegistryCall call, Utf8JsonWriter answer)
    {
        var draft = RequestBodies.ReadDraft(call.Body, call.Normalize);
        Answers.WriteVersion(answer, store.LookUp(call.Subject(1), draft, call.Filter), call.IsResolved);
    }

    private void Register(RegistryCall call, Utf8JsonWriter answer)
    {
        var draft = RequestBodies.ReadDraft(call.Body, call.Normalize);
        var placement = RequestBodies.ReadPlacement(call.Body);
        Answers.WriteRegistered(answer, store.Register(call.Subject(1), draft, placement));
    }

    private void FindByMetadata(RegistryCall call, Utf8JsonWriter answer)
    {
        var keys = call.QueryAll("key");
        var values = call.QueryAll("value");
        if (keys.Count != values.Count)
            throw RegistryRefusals.BadRequest("The query has not as many 'value' as 'key'.");
        List<KeyValuePair<string, string>> properties =
            [.. keys.Zip(values, (key, value) => KeyValuePair.Create(key ?? "", value ?? ""))];
        Answers.WriteVersion(answer, store.Get(call.Subject(1), properties, call.Filter), call.IsResolved);
    }

    private void ListVersions(RegistryCall call, Utf8JsonWriter answer)
    {
        // Deleted ones as negative numbers tell them apart in one answer.
        var isSigned = call.Flag("deletedAsNegative");
        var versions = store.AllOf(call.Subject(1), isSigned ? VersionFilter.WithDeleted : call.Filter);
        Answers.WriteNumbers(answer, call.Page.Of(versions.Select(
            version => isSigned && version.IsDeleted ? -version.Version : version.Version)));
    }

    private RegisteredVersion Get(RegistryCall call) =>
        store.Get(call.Subject(1), VersionNames.Parse(call.Segment(3)), call.Filter);

    private void ListReferrers(RegistryCall call, Utf8JsonWriter answer) => Answers.WriteNumbers(
        answer, call.Page.Of(store.ReferrersOf(call.Subject(1), VersionNames.Parse(call.Segment(3)))));

    private void DeleteSubject(RegistryCall call, Utf8JsonWriter answer) =>
        Answers.WriteNumbers(answer, store.DeleteSubject(call.Subject(1), call.Flag("permanent")));

    private void DeleteVersion(RegistryCall call, Utf8JsonWriter answer) => answer.WriteNumberValue(
        store.DeleteVersion(call.Subject(1), VersionNames.Parse(call.Segment(3)), call.Flag("permanent")));
}
