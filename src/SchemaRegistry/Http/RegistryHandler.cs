using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Makes the handler under the client: no cookies, no redirects, the settings' authorities.</summary>
internal static class RegistryHandler
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <exception cref="ArgumentException">The file of authorities holds no certificate.</exception>
    public static SocketsHttpHandler Create(SchemaRegistryOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = options.RequestTimeout,

        // A new address behind the same name is noticed within this time.
        PooledConnectionLifetime = ConnectionLifetime,
        SslOptions = options.CaFile.Length > 0
            ? new SslClientAuthenticationOptions { CertificateChainPolicy = TrustOnly(options.CaFile) }
            : new SslClientAuthenticationOptions(),
    };

    private static X509ChainPolicy TrustOnly(string caFile)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(caFile);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(error);
        }

        return policy.CustomTrustStore.Count > 0 ? policy : throw Unusable(null);
    }

    private static ArgumentException Unusable(Exception? cause) =>
        new("SchemaRegistry:CaFile cannot be read, or holds no certificate in PEM", cause);
}
