using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>One request as the routes read it: parts of its path, its flags, its body.</summary>
internal sealed class RegistryCall(HttpContext context, JsonElement body)
{
    /// <summary>The body's JSON; undefined where the request has none.</summary>
    public JsonElement Body => body;

    /// <summary>Whether what is kept is the schema's normal form.</summary>
    public bool Normalize => Flag("normalize");

    /// <summary>Whether schemas are told with everything they refer to in their own text.</summary>
    public bool IsResolved => Query("format").Equals("resolved", StringComparison.OrdinalIgnoreCase);

    public ListPage Page => ListPage.Parse(Query("offset"), Query("limit"));

    /// <summary>What <c>deletedOnly</c> and <c>deleted</c> ask for; the narrower one wins.</summary>
    public VersionFilter Filter => Flag("deletedOnly")
        ? VersionFilter.DeletedOnly
        : Flag("deleted") ? VersionFilter.WithDeleted : VersionFilter.Active;

    /// <summary>The beginning of the subjects asked for: those of the path's context, or of all.</summary>
    public string SubjectPrefix =>
        ContextPaths.Of(context) is null ? Query("subjectPrefix") : InContext(Query("subjectPrefix"));

    /// <summary>The subject in the query, which says in what context an id counts.</summary>
    public string QuerySubject => InContext(Query("subject"));

    /// <summary>What a path without a subject is about: the path's context; null for everything.</summary>
    public string? WholeContext => ContextPaths.Of(context) is null ? null : InContext("");

    /// <summary>The path's part at this place, unescaped: a subject may hold a slash, as %2F.</summary>
    public string Segment(int index)
    {
        // Routing leaves %2F and %252F alike; only the target as sent tells them apart.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0];
        if (!path.StartsWith('/'))
            path = new Uri(path).AbsolutePath;
        return Uri.UnescapeDataString(path.Split('/', StringSplitOptions.RemoveEmptyEntries)[index]);
    }

    /// <summary>The subject at this place of the path, in the path's context.</summary>
    public string Subject(int index) => InContext(Segment(index));

    public string Query(string name) => context.Request.Query[name].ToString();

    /// <summary>The values of a name that stands in the query several times, in their order.</summary>
    public IReadOnlyList<string?> QueryAll(string name) => context.Request.Query[name];

    public bool Flag(string name) => Query(name).Equals("true", StringComparison.OrdinalIgnoreCase);

    private string InContext(string subject) =>
        ContextPaths.Of(context) is { } name ? SubjectNames.Within(name, subject) : subject;
}
