using OrderPipeline.SchemaRegistry;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.Client;

[Trait("Category", "Unit")]
public sealed class SecretTests
{
    [Theory]
    [InlineData("http://registry.test:8081", "ada:lovelace-1815", "", "Basic YWRhOmxvdmVsYWNlLTE4MTU=")]
    [InlineData("http://ada:lovelace-1815@registry.test:8081", "", "", "Basic YWRhOmxvdmVsYWNlLTE4MTU=")]
    [InlineData("http://ada:lovelace%2D1815@registry.test:8081/x", "", "", "Basic YWRhOmxvdmVsYWNlLTE4MTU=")]
    [InlineData("http://registry.test:8081", "", "lovelace-1815", "Bearer lovelace-1815")]
    [InlineData("http://registry.test:8081", "", "", null)]
    public async Task Credentials_go_into_the_header_and_never_into_an_error(
        string url, string basic, string bearer, string? header)
    {
        // A registry that echoes what it was given is the worst case.
        var registry = new FakeRegistry().Answers(
            422, """{"error_code":42201,"message":"no: YWRhOmxvdmVsYWNlLTE4MTU= ada:lovelace-1815 lovelace-1815"}""");
        using var client = AClient.Over(registry, o =>
        {
            o.Url = url;
            o.BasicAuth = basic;
            o.BearerToken = bearer;
        });

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(1));

        Assert.Equal(header, Assert.Single(registry.Seen).Authorization);
        Assert.DoesNotContain("@", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", registry.Seen.Single().Uri.UserInfo);
        if (header is null)
            return;
        Assert.DoesNotContain("lovelace", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("YWRhOmxv", bearer.Length > 0 ? "" : error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Url", "is empty; give an address such as http://localhost:8081")]
    [InlineData("localhost:8081", "Url", "address 1 is not an http:// or https:// address")]
    [InlineData("http://ok, ftp://me:hush@host", "Url", "address 2 is not an http:// or https:// address")]
    [InlineData("http://ok?token=hush", "Url", "address 1 has a query or a fragment; give host, port and path")]
    public void A_bad_address_is_named_by_its_place_and_not_quoted(string url, string key, string problem)
    {
        Assert.Equal((key, problem), Assert.Single(
            SchemaRegistryOptionsValidator.Validate(new SchemaRegistryOptions { Url = url })));
    }

    [Fact]
    public void Bad_settings_are_all_named()
    {
        var options = new SchemaRegistryOptions
        {
            BasicAuth = "hush",
            BearerToken = "hush\n",
            CaFile = "/no/such/file.pem",
            RequestTimeout = TimeSpan.Zero,
            Retries = 21,
            RetryDelay = TimeSpan.Zero,
            MaxRetryDelay = TimeSpan.FromHours(1),
            UnknownIdTime = TimeSpan.FromSeconds(-1),
            MaxCachedSchemas = 0,
            MaxAnswerBytes = 0,
        };

        var problems = SchemaRegistryOptionsValidator.Validate(options).ToArray();

        Assert.Equal(
            ["BasicAuth", "BearerToken", "BearerToken", "CaFile", "RequestTimeout", "Retries", "RetryDelay",
                "MaxRetryDelay", "UnknownIdTime", "MaxCachedSchemas", "MaxAnswerBytes"],
            problems.Select(p => p.Key));
        Assert.DoesNotContain(problems, p => p.Problem.Contains("hush", StringComparison.Ordinal));
    }

    [Fact]
    public void The_defaults_are_good()
    {
        Assert.Empty(SchemaRegistryOptionsValidator.Validate(new SchemaRegistryOptions()));
    }
}
