using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SchemaRegistry.Tests.Fakes;

/// <summary>An authority of the test's own and a certificate for <c>localhost</c> that it signed.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TestAuthority()
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=OrderPipeline tests", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(From, Until);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(root, From, Until, [1, 2, 3, 4]);
        using var withKey = signed.CopyWithPrivateKey(key);

        // Windows serves TLS only with a key that came out of a file.
        Server = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
        File = Path.GetTempFileName();
        System.IO.File.WriteAllText(File, root.ExportCertificatePem());
    }

    /// <summary>The authority's certificate as PEM.</summary>
    public string File { get; }

    public X509Certificate2 Server { get; }

    public void Dispose()
    {
        Server.Dispose();
        System.IO.File.Delete(File);
    }
}
