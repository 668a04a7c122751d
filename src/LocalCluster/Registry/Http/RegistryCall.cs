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

    public string Query(string name) => context.Request.Query[name].ToString();

    public bool Flag(string name) => Query(name).Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>What <c>deletedOnly</c> and <c>deleted</c> ask for; the narrower one wins.</summary>
    public VersionFilter Filter => Flag("deletedOnly")
        ? VersionFilter.DeletedOnly
        : Flag("deleted") ? VersionFilter.WithDeleted : VersionFilter.Active;
}
