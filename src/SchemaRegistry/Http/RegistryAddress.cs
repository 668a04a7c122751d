using System.Net.Http.Headers;
using System.Text;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>One address of the registry: where to send, with which credentials, how to name it in errors.</summary>
/// <param name="Root">The address without user info, ending in a slash.</param>
/// <param name="Credentials">The authorization header, null for none.</param>
internal sealed record RegistryAddress(Uri Root, AuthenticationHeaderValue? Credentials)
{
    /// <summary>The address as errors show it; it never had a secret in it.</summary>
    public string Name { get; } = Root.AbsoluteUri.TrimEnd('/');

    /// <summary>Splits the setting; the user info of an address is its credentials unless others are set.</summary>
    public static RegistryAddress[] Parse(SchemaRegistryOptions options) =>
    [
        .. options.Url
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Parse(text, options)),
    ];

    public Uri Resolve(string path) => new(Root, path);

    public override string ToString() => Name;

    private static RegistryAddress Parse(string text, SchemaRegistryOptions options)
    {
        var given = new Uri(text, UriKind.Absolute);
        var root = new UriBuilder(given) { UserName = "", Password = "" };
        if (!root.Path.EndsWith('/'))
            root.Path += "/";
        return new RegistryAddress(root.Uri, CredentialsFor(given, options));
    }

    private static AuthenticationHeaderValue? CredentialsFor(Uri given, SchemaRegistryOptions options)
    {
        if (options.BearerToken.Length > 0)
            return new AuthenticationHeaderValue("Bearer", options.BearerToken);
        var userAndPassword = options.BasicAuth.Length > 0 ? options.BasicAuth : Uri.UnescapeDataString(given.UserInfo);
        return userAndPassword.Length > 0
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword)))
            : null;
    }
}
