using System.Net.Security;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Makes the handler under the client: no cookies, no redirects, the settings' certificates.</summary>
internal static class RegistryHandler
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <exception cref="CertificateFileException">A file of certificates cannot be used.</exception>
    public static SocketsHttpHandler Create(SchemaRegistryOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = options.RequestTimeout,

        // A new address behind the same name is noticed within this time.
        PooledConnectionLifetime = ConnectionLifetime,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = options.CaFile.Length > 0 ? CertificateFiles.Authorities(options.CaFile) : null,

            // The context keeps the certificate for as long as the handler lives.
            ClientCertificateContext = options.ClientCertificateFile.Length > 0
                ? ClientIdentity.Load(options).CreateContext()
                : null,
        },
    };
}
