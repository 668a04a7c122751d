using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrderPipeline.SchemaRegistry;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.Sockets;

[Trait("Category", "Unit")]
public sealed class TlsTests : IDisposable
{
    private const string Password = "hush-hush";
    private const string Good =
        """
        HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 23
        Connection: close

        {"schema":"\"string\""}
        """;

    private static readonly DateTimeOffset Until = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TestAuthority _authority = new();

    [Fact]
    public async Task A_server_that_the_file_of_authorities_vouches_for_is_trusted_and_no_other()
    {
        using var server = new FakeServer(Good, _authority.Server);
        using var trusting = Client(server, o => o.CaFile = _authority.File);
        Assert.Equal("\"string\"", (await trusting.GetSchemaAsync(1)).SchemaString);

        Assert.Contains(
            "the TLS handshake fails: the registry's certificate is signed by an authority that is not trusted here; "
            + "see SchemaRegistry:CaFile",
            await RefusalAsync(server, _ => { }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_server_and_one_for_another_host_are_told_apart()
    {
        using var expired = _authority.SignExpired("localhost");
        using var late = new FakeServer(Good, expired);
        Assert.Contains(
            "the TLS handshake fails: the registry's certificate is expired or not valid yet",
            await RefusalAsync(late, o => o.CaFile = _authority.File),
            StringComparison.Ordinal);

        using var elsewhere = _authority.Sign("registry.example", Until);
        using var other = new FakeServer(Good, elsewhere);
        Assert.Contains(
            "the TLS handshake fails: the registry's certificate is for another host",
            await RefusalAsync(other, o => o.CaFile = _authority.File),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one PEM")]
    [InlineData("two PEM")]
    [InlineData("encrypted key")]
    [InlineData("PKCS#12")]
    [InlineData("PKCS#12 without password")]
    public async Task A_client_certificate_opens_the_door_from_every_sort_of_file(string sort)
    {
        using var certificate = _authority.Sign("producer", Until);
        using var server = new FakeServer(Good, _authority.Server, _authority);
        using var client = Client(server, o =>
        {
            o.CaFile = _authority.File;
            Give(o, certificate, sort);
        });

        Assert.Equal("\"string\"", (await client.GetSchemaAsync(1)).SchemaString);
    }

    [Fact]
    public async Task Without_a_certificate_or_with_a_foreign_one_the_door_stays_closed()
    {
        using var server = new FakeServer(Good, _authority.Server, _authority);
        await RefusalAsync(server, o => o.CaFile = _authority.File);

        using var stranger = new TestAuthority();
        using var certificate = stranger.Sign("producer", Until);
        await RefusalAsync(server, o =>
        {
            o.CaFile = _authority.File;
            Give(o, certificate, "PKCS#12");
        });
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_said_with_its_name_and_never_its_secret()
    {
        using var certificate = _authority.Sign("producer", Until);
        using var expired = _authority.SignExpired("producer");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = _authority.Write("c.pem", certificate.ExportCertificatePem());
        var text = _authority.Write("text.pem", "not a certificate");
        var foreignKey = _authority.Write("other.key", other.ExportPkcs8PrivateKeyPem());
        var locked = _authority.Write("locked.key", EncryptedKey(certificate));
        var p12 = _authority.Write("c.p12", certificate.Export(X509ContentType.Pkcs12, Password));
        var torn = _authority.Write("torn.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        var late = _authority.Write("late.p12", expired.Export(X509ContentType.Pkcs12, Password));

        Refuses("CaFile", $"there is no file '{pem}x'", o => o.CaFile = pem + "x");
        Refuses("CaFile", $"'{text}' holds no certificate in PEM", o => o.CaFile = text);
        Refuses("CaFile", $"'{torn}' holds a damaged certificate", o => o.CaFile = torn);
        Refuses("ClientKeyFile", "is given without ClientCertificateFile", o => o.ClientKeyFile = foreignKey);
        Refuses("ClientCertificateFile", $"there is no file '{pem}x'", o => o.ClientCertificateFile = pem + "x");
        Refuses("ClientCertificateFile", $"'{text}' is neither PEM nor PKCS#12", o => o.ClientCertificateFile = text);
        Refuses("ClientCertificateFile", $"'{pem}' holds no private key", o => o.ClientCertificateFile = pem);
        Refuses("ClientCertificateFile", $"there is no file '{locked}x'", o => Pair(o, pem, locked + "x", ""));
        Refuses("ClientCertificateFile", $"'{foreignKey}' ", o => Pair(o, pem, foreignKey, ""));
        Refuses("ClientCertificateFile", "is encrypted; give ClientKeyPassword", o => Pair(o, pem, locked, ""));
        Refuses("ClientCertificateFile", $"'{locked}' ", o => Pair(o, pem, locked, "wrong-word"));
        Refuses("ClientCertificateFile", "opens with ClientKeyPassword", o => Pair(o, p12, "", "wrong-word"));
        Refuses("ClientCertificateFile", $"'{late}' expired on 2021-02-03", o => Pair(o, late, "", Password));
    }

    public void Dispose() => _authority.Dispose();

    private static void Refuses(string key, string words, Action<SchemaRegistryOptions> set)
    {
        var problem = Assert.Single(SchemaRegistryOptionsValidator.Validate(AClient.Options(set)));

        Assert.Equal(key, problem.Key);
        Assert.Contains(words, problem.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, problem.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-word", problem.Problem, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new CachedSchemaRegistryClient(AClient.Options(set)));
    }

    private static void Pair(SchemaRegistryOptions options, string certificate, string key, string password)
    {
        options.ClientCertificateFile = certificate;
        options.ClientKeyFile = key;
        options.ClientKeyPassword = password;
    }

    private void Give(SchemaRegistryOptions options, X509Certificate2 certificate, string sort)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        var pem = certificate.ExportCertificatePem() + "\n";
        switch (sort)
        {
            case "one PEM":
                Pair(options, _authority.Write("both.pem", pem + key.ExportPkcs8PrivateKeyPem()), "", "");
                break;
            case "two PEM":
                Pair(
                    options,
                    _authority.Write("c.pem", pem),
                    _authority.Write("c.key", key.ExportPkcs8PrivateKeyPem()),
                    "");
                break;
            case "encrypted key":
                Pair(
                    options,
                    _authority.Write("c.pem", pem),
                    _authority.Write("c.key", EncryptedKey(certificate)),
                    Password);
                break;
            case "PKCS#12":
                var bytes = certificate.Export(X509ContentType.Pkcs12, Password);
                Pair(options, _authority.Write("c.p12", bytes), "", Password);
                break;
            default:
                Pair(options, _authority.Write("c.p12", certificate.Export(X509ContentType.Pkcs12)), "", "");
                break;
        }
    }

    private static string EncryptedKey(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportEncryptedPkcs8PrivateKeyPem(
            Password, new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000));
    }

    private static async Task<string> RefusalAsync(FakeServer server, Action<SchemaRegistryOptions> set)
    {
        using var client = Client(server, set);
        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(1));
        Assert.Equal(SchemaRegistryFailure.Unreachable, error.Failure);
        Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal);
        return error.Message;
    }

    private static CachedSchemaRegistryClient Client(FakeServer server, Action<SchemaRegistryOptions> set) => new(
        AClient.Options(options =>
        {
            options.Url = server.Url;
            options.Retries = 1;
            set(options);
        }),
        jitter: new Random(7));
}
