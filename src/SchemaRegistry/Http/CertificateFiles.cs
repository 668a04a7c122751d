using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Reads the certificates that the settings name; what it says names the setting and the file.</summary>
internal static class CertificateFiles
{
    /// <summary>Which certificate setting is bad, and why; nothing when all can be used.</summary>
    public static IEnumerable<(string Key, string Problem)> Problems(SchemaRegistryOptions options, TimeProvider time)
    {
        if (options.CaFile.Length > 0 && Try(() => _ = Authorities(options.CaFile)) is { } authorities)
            yield return (nameof(options.CaFile), authorities);
        if (options.ClientCertificateFile.Length > 0)
        {
            var problem = Try(() =>
            {
                using var identity = ClientIdentity.Load(options);
                identity.ThrowIfNotValid(time.GetUtcNow());
            });
            if (problem is not null)
                yield return (nameof(options.ClientCertificateFile), problem);
        }
        else if (options.ClientKeyFile.Length > 0)
        {
            yield return (nameof(options.ClientKeyFile), "is given without ClientCertificateFile");
        }
    }

    /// <summary>The certificates of a PEM file, as the only roots that are trusted.</summary>
    /// <exception cref="CertificateFileException">It cannot be read, or holds none.</exception>
    public static X509ChainPolicy Authorities(string file)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        try
        {
            policy.CustomTrustStore.ImportFromPem(ReadText(file));
        }
        catch (CryptographicException error)
        {
            throw new CertificateFileException($"'{file}' holds a damaged certificate", error);
        }

        return policy.CustomTrustStore.Count > 0
            ? policy
            : throw new CertificateFileException($"'{file}' holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
    }

    /// <exception cref="CertificateFileException">It cannot be read.</exception>
    public static string ReadText(string file) => System.Text.Encoding.Latin1.GetString(ReadBytes(file));

    /// <exception cref="CertificateFileException">It cannot be read.</exception>
    public static byte[] ReadBytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CertificateFileException($"there is no file '{file}'", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CertificateFileException($"'{file}' cannot be read", error);
        }
    }

    private static string? Try(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (CertificateFileException error)
        {
            return error.Message;
        }
    }
}
