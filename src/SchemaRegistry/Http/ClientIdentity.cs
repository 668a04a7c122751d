using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>The certificate with which we show the registry who we are, its key, and what leads to its root.</summary>
internal sealed class ClientIdentity : IDisposable
{
    private readonly string _file;
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2Collection _others;

    private ClientIdentity(string file, X509Certificate2 certificate, X509Certificate2Collection others)
    {
        _file = file;
        _certificate = certificate;
        _others = others;
    }

    /// <summary>Reads PEM, with the key in the same file or its own, or PKCS#12, by what the file holds.</summary>
    /// <exception cref="CertificateFileException">Something is missing, damaged, or does not fit together.</exception>
    public static ClientIdentity Load(SchemaRegistryOptions options)
    {
        var file = options.ClientCertificateFile;
        var bytes = CertificateFiles.ReadBytes(file);
        return bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0
            ? LoadPem(file, options.ClientKeyFile, options.ClientKeyPassword)
            : LoadPkcs12(file, bytes, options.ClientKeyPassword);
    }

    /// <exception cref="CertificateFileException">The certificate is expired, or not valid yet.</exception>
    public void ThrowIfNotValid(DateTimeOffset now)
    {
        var from = new DateTimeOffset(_certificate.NotBefore);
        var until = new DateTimeOffset(_certificate.NotAfter);
        if (now > until)
            throw new CertificateFileException($"the certificate in '{_file}' expired on {Day(until)}");
        if (now < from)
            throw new CertificateFileException($"the certificate in '{_file}' is not valid before {Day(from)}");
    }

    /// <summary>What the TLS handshake needs; no authority is asked for what is missing.</summary>
    public SslStreamCertificateContext CreateContext() =>
        SslStreamCertificateContext.Create(_certificate, _others, offline: true);

    public void Dispose()
    {
        _certificate.Dispose();
        foreach (var other in _others)
            other.Dispose();
    }

    private static ClientIdentity LoadPem(string file, string keyFile, string password)
    {
        var text = CertificateFiles.ReadText(file);
        var keyIn = keyFile.Length > 0 ? keyFile : file;
        var key = keyFile.Length > 0 ? CertificateFiles.ReadText(keyFile) : text;
        if (!text.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
            throw new CertificateFileException($"'{file}' holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw new CertificateFileException($"'{keyIn}' holds no private key in PEM; name it as ClientKeyFile");
        var isEncrypted = key.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (isEncrypted && password.Length == 0)
            throw new CertificateFileException($"the key in '{keyIn}' is encrypted; give ClientKeyPassword");
        try
        {
            var leaf = isEncrypted
                ? X509Certificate2.CreateFromEncryptedPem(text, key, password)
                : X509Certificate2.CreateFromPem(text, key);
            var others = new X509Certificate2Collection();
            others.ImportFromPem(text);
            others.RemoveAt(0);
            return new ClientIdentity(file, Usable(leaf), others);
        }
        catch (CryptographicException error)
        {
            var encrypted = isEncrypted ? ", or ClientKeyPassword is not its password" : "";
            throw new CertificateFileException(
                $"the key in '{keyIn}' is damaged, does not belong to the first certificate in '{file}'{encrypted}",
                error);
        }
        catch (ArgumentException error)
        {
            throw new CertificateFileException(
                $"the key in '{keyIn}' does not belong to the first certificate in '{file}'", error);
        }
    }

    private static ClientIdentity LoadPkcs12(string file, byte[] bytes, string password)
    {
        try
        {
            var all = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
            var leaf = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
                ?? throw new CertificateFileException($"'{file}' holds no certificate with a private key");
            all.Remove(leaf);
            return new ClientIdentity(file, leaf, all);
        }
        catch (CryptographicException error)
        {
            throw new CertificateFileException(
                $"'{file}' is neither PEM nor PKCS#12 that opens with ClientKeyPassword", error);
        }
    }

    // Windows uses a key in TLS only when it came out of a PKCS#12.
    private static X509Certificate2 Usable(X509Certificate2 fromPem)
    {
        if (!OperatingSystem.IsWindows())
            return fromPem;
        using (fromPem)
            return X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), null);
    }

    private static string Day(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
