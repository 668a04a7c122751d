using System.Net;
using OrderPipeline.SchemaRegistry;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.Client;

[Trait("Category", "Unit")]
public sealed class FailureTests
{
    private const string Html = "<!doctype html><html><body>Welcome to the gateway, token=abc</body></html>";

    [Theory]
    [InlineData(401, """{"error_code":40101,"message":"who are you"}""", SchemaRegistryFailure.Unauthorized, 40101)]
    [InlineData(403, "", SchemaRegistryFailure.Unauthorized, 0)]
    [InlineData(404, """{"error_code":40403,"message":"Schema not found"}""", SchemaRegistryFailure.NotFound, 40403)]
    [InlineData(404, Html, SchemaRegistryFailure.BadAnswer, 0)]
    // Not about the schema: a path that nobody knows, told by a registry or by what stands in front of it.
    [InlineData(404, """{"error_code":404,"message":"HTTP 404 Not Found"}""", SchemaRegistryFailure.BadAnswer, 404)]
    [InlineData(404, """{"message":"no route matched"}""", SchemaRegistryFailure.BadAnswer, 0)]
    [InlineData(409, """{"error_code":409,"message":"type changed"}""", SchemaRegistryFailure.Incompatible, 409)]
    [InlineData(422, """{"error_code":42201,"message":"no schema"}""", SchemaRegistryFailure.InvalidSchema, 42201)]
    [InlineData(422, """{"error_code":42205,"message":"read-only"}""", SchemaRegistryFailure.NotPermitted, 42205)]
    [InlineData(422, """{"error_code":42206,"message":"referred to"}""", SchemaRegistryFailure.NotPermitted, 42206)]
    [InlineData(404, """{"error_code":40405,"message":"soft first"}""", SchemaRegistryFailure.NotPermitted, 40405)]
    [InlineData(409, """{"error_code":40407,"message":"soft first"}""", SchemaRegistryFailure.NotPermitted, 40407)]
    [InlineData(400, "what?", SchemaRegistryFailure.BadAnswer, 0)]
    public async Task A_conclusive_answer_is_a_typed_error_after_one_request(
        int status, string body, SchemaRegistryFailure failure, int code)
    {
        var registry = new FakeRegistry().Answers(status, body);
        using var client = AClient.Over(registry);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(7));

        Assert.Equal(failure, error.Failure);
        Assert.Equal(code, error.ErrorCode);
        Assert.Equal((HttpStatusCode)status, error.Status);
        Assert.Single(registry.Seen);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("token=abc", error.Message, StringComparison.Ordinal);
        Assert.Contains("http://registry.test:8081", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Html)]
    [InlineData("""{"schema":"\"str""")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"schema":null}""")]
    [InlineData("""{"schema":7}""")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"schema":"\"a.B\"","references":[null]}""")]
    [InlineData("""{"schema":"\"a.B\"","references":[{"name":"a.B","subject":"b","version":0}]}""")]
    [InlineData("""{"schema":"\"a.B\"","references":[{"name":"a.B","subject":"","version":1}]}""")]
    [InlineData("""{"schema":"\"a.B\"","references":[{"name":"a.B","subject":null,"version":1}]}""")]
    public async Task An_unusable_answer_is_asked_for_again_within_bounds_and_then_a_typed_error(string body)
    {
        var registry = new FakeRegistry().Answers(200, body);
        using var client = AClient.Over(registry);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(7));

        Assert.Equal(SchemaRegistryFailure.BadAnswer, error.Failure);
        Assert.True(error.IsAboutRegistry);
        Assert.Equal(HttpStatusCode.OK, error.Status);
        Assert.Equal(3, registry.Seen.Count);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("token=abc", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Schema Registry http://registry.test:8081: answers with ", error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"subject":"a","version":1,"id":0,"schema":"\"int\""}""")]
    [InlineData("""{"subject":"a","version":0,"id":1,"schema":"\"int\""}""")]
    [InlineData("""{"subject":"","version":1,"id":1,"schema":"\"int\""}""")]
    [InlineData("""{"subject":"a","version":3,"id":1,"schema":"\"int\""}""")]
    public async Task A_version_that_cannot_be_the_one_asked_for_is_not_taken(string body)
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, body));

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetRegisteredSchemaAsync("a", 1));

        Assert.Equal(SchemaRegistryFailure.BadAnswer, error.Failure);
    }

    [Fact]
    public async Task A_proxy_that_answered_for_a_registry_in_its_restart_is_passed_over()
    {
        var registry = new FakeRegistry().Answers(200, Html, "text/html").Answers(200, """{"schema":"\"int\""}""");
        using var client = AClient.Over(registry);

        Assert.Equal("\"int\"", (await client.GetSchemaAsync(7)).SchemaString);
    }

    [Fact]
    public async Task An_html_answer_says_that_it_is_one()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, Html, "text/html"));

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(7));

        Assert.Equal(
            "Schema Registry http://registry.test:8081: answers with an HTML page; "
            + "is SchemaRegistry:Url really a Schema Registry's?",
            error.Message);
    }

    [Fact]
    public async Task The_registrys_reason_is_given_in_one_line()
    {
        var registry = new FakeRegistry().Answers(
            409, """{"error_code":409,"message":"price:\n\tint is not string."}""");
        using var client = AClient.Over(registry);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => client.RegisterSchemaAsync("orders-value", AClient.OrderSchema));

        Assert.Equal(
            "Schema Registry http://registry.test:8081: refuses the schema as incompatible: price: int is not string",
            error.Message);
    }

    [Fact]
    public async Task An_answer_above_the_limit_is_not_read()
    {
        var big = $$"""{"schema":"{{new string('x', 2000)}}"}""";
        using var client = AClient.Over(new FakeRegistry().Answers(200, big), o => o.MaxAnswerBytes = 1024);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(7));

        Assert.Equal(SchemaRegistryFailure.BadAnswer, error.Failure);
        Assert.Contains("MaxAnswerBytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://elsewhere.test:8081/schemas/ids/7")]
    [InlineData("http://registry.test:9999/schemas/ids/7")]
    [InlineData("https://registry.test:8081/schemas/ids/7")]
    public async Task A_redirect_to_another_place_is_an_error_and_not_followed(string target)
    {
        var registry = new FakeRegistry().Answers(Redirect(302, target));
        using var client = AClient.Over(registry, o => o.BasicAuth = "me:secret-word");

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(7));

        Assert.Equal(SchemaRegistryFailure.BadAnswer, error.Failure);
        var place = target[..target.IndexOf("/schemas", StringComparison.Ordinal)];
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Single(registry.Seen);
    }

    [Fact]
    public async Task A_redirect_within_the_registry_is_followed()
    {
        var registry = new FakeRegistry()
            .Answers(Redirect(301, "/v2/schemas/ids/7"))
            .Answers(200, """{"schema":"\"string\""}""");
        using var client = AClient.Over(registry);

        Assert.Equal("\"string\"", (await client.GetSchemaAsync(7)).SchemaString);
        Assert.Equal(["/schemas/ids/7", "/v2/schemas/ids/7"], registry.Seen.Select(r => r.PathAndQuery));
    }

    [Fact]
    public async Task A_redirect_that_is_no_address_is_an_error()
    {
        var response = FakeRegistry.Response(302, "");
        response.Headers.TryAddWithoutValidation("Location", "http://[");
        using var client = AClient.Over(new FakeRegistry().Answers(response));

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(7));

        Assert.Equal(SchemaRegistryFailure.BadAnswer, error.Failure);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        using var client = AClient.Over(new FakeRegistry().Answers((_, _) => Task.FromResult(Redirect(302, "/again"))));

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(7));

        Assert.Equal(SchemaRegistryFailure.BadAnswer, error.Failure);
    }

    private static HttpResponseMessage Redirect(int status, string target)
    {
        var response = FakeRegistry.Response(status, "");
        response.Headers.Location = new Uri(target, UriKind.RelativeOrAbsolute);
        return response;
    }
}
