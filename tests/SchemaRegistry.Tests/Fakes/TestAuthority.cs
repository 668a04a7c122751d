using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SchemaRegistry.Tests.Fakes;

/// <summary>An authority of the test's own, what it signed, and a folder for files.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("orderpipeline-authority-").FullName;
    private readonly X509Certificate2 _root;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=OrderPipeline tests", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(From, Until);
        Server = Sign("localhost", Until);
        File = Write("ca.pem", _root.ExportCertificatePem());
    }

    /// <summary>The authority's certificate as PEM.</summary>
    public string File { get; }

    public X509Certificate2 Server { get; }

    /// <summary>A certificate for a host, or a client, with its key.</summary>
    public X509Certificate2 Sign(string name, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(_root, From, until, [1, 2, 3, 4]);
        using var withKey = signed.CopyWithPrivateKey(key);

        // Windows serves TLS only with a key that came out of a file.
        return X509CertificateLoader.LoadPkcs12(
            withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>A certificate that ended before this test was written.</summary>
    public X509Certificate2 SignExpired(string name) =>
        Sign(name, new DateTimeOffset(2021, 2, 3, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Writes a file of the folder and gives its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The same for bytes.</summary>
    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Whether this authority signed it.</summary>
    public bool HasSigned(X509Certificate? certificate)
    {
        if (certificate is not X509Certificate2 shown)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(_root);
        return chain.Build(shown);
    }

    public void Dispose()
    {
        Server.Dispose();
        _root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
