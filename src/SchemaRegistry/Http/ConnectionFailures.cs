using System.Security.Authentication;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Says in words why no answer came: what to do comes first, the system's own words behind it.</summary>
internal static class ConnectionFailures
{
    // What the platform's TLS says, and what it means to whoever set this up.
    private static readonly (string Mark, string Meaning)[] Meanings =
    [
        ("NotTimeValid", "the registry's certificate is expired or not valid yet"),
        ("RemoteCertificateNameMismatch", "the registry's certificate is for another host"),
        ("UntrustedRoot", "the registry's certificate is signed by an authority that is not trusted here; "
            + "see SchemaRegistry:CaFile"),
        ("PartialChain", "the registry's certificate is signed by an authority that is not trusted here; "
            + "see SchemaRegistry:CaFile"),
        ("certificate required", "the registry wants a client certificate; see SchemaRegistry:ClientCertificateFile"),
        ("alert certificate expired", "the registry says that our client certificate is expired"),
        ("alert unknown ca", "the registry does not trust the authority of our client certificate"),
        ("alert bad certificate", "the registry does not take our client certificate"),
        ("alert handshake failure", "the registry does not take our client certificate, or wants one"),
    ];

    public static string Describe(Exception error, SecretScrubber scrubber)
    {
        var root = error.GetBaseException();
        var reason = scrubber.Clean(root.Message);
        var meaning = Array.Find(
            Meanings, known => reason.Contains(known.Mark, StringComparison.OrdinalIgnoreCase)).Meaning;
        var isTls = root is AuthenticationException || meaning is not null;
        return (error as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"the host's name cannot be resolved ({reason})",
            HttpRequestError.ConnectionError when !isTls => $"cannot connect ({reason})",
            HttpRequestError.SecureConnectionError => $"the TLS handshake fails{Meaning(meaning)} ({reason})",
            _ when isTls => $"the TLS handshake fails{Meaning(meaning)} ({reason})",
            _ => $"the connection breaks ({reason})",
        };
    }

    private static string Meaning(string? meaning) => meaning is null ? "" : $": {meaning}";
}
