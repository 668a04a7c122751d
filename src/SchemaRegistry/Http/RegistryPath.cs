using System.Globalization;
using System.Text;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Builds paths and queries below the registry's root, everything from outside escaped.</summary>
internal static class RegistryPath
{
    public static string Subject(string subject) => $"subjects/{Segment(subject)}";

    public static string Version(string subject, int? version) =>
        $"{Subject(subject)}/versions/{version?.ToString(CultureInfo.InvariantCulture) ?? "latest"}";

    /// <exception cref="ArgumentException">No subject can be called so.</exception>
    public static string Segment(string subject)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        return subject is "." or ".."
            ? throw new ArgumentException("a subject cannot be a dot or two", nameof(subject))
            : Uri.EscapeDataString(subject);
    }

    /// <summary>The parameters that have a value, with the question mark; empty without any.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (value is null)
                continue;
            query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=');
            query.Append(Uri.EscapeDataString(value));
        }

        return query.ToString();
    }

    /// <summary>The value of a switch: what is off is left out, since older registries do not know it.</summary>
    public static string? Flag(bool isOn) => isOn ? "true" : null;
}
