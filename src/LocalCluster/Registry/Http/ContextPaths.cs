using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>
/// <c>/contexts/.name/…</c> is <c>/…</c> within the context <c>.name</c>: a client that knows nothing of contexts
/// works in one by its address alone.
/// </summary>
internal static class ContextPaths
{
    private const string Prefix = "/contexts/";
    private static readonly object Key = new();

    /// <summary>The context of the request's path; null where it names none.</summary>
    public static string? Of(HttpContext context) => context.Items[Key] as string;

    /// <summary>Takes the context off the path, before routes look at it.</summary>
    public static void Apply(HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        if (!request.RawTarget.StartsWith(Prefix, StringComparison.Ordinal) || !Rest(request.Path, out var path))
            return;
        Rest(request.RawTarget, out var target);
        var name = request.RawTarget[Prefix.Length..^target.Length];
        name = Uri.UnescapeDataString(name).Trim(':');
        context.Items[Key] = name.StartsWith('.') ? name : "." + name;
        request.RawTarget = target;
        request.Path = path;
    }

    private static bool Rest(string path, out string rest)
    {
        var end = path.IndexOf('/', Prefix.Length);
        rest = end < 0 ? "" : path[end..];
        return rest.Length > 1;
    }
}
