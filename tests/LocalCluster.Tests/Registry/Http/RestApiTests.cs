namespace LocalCluster.Tests.Registry.Http;

/// <summary>The REST API byte by byte, as Confluent documents it.</summary>
[Trait("Category", "Unit")]
public sealed class RestApiTests : IAsyncLifetime
{
    private const string Versions = "/subjects/a/versions";
    private ARegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await ARegistry.StartAsync();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task A_schema_is_registered_looked_up_and_read()
    {
        const string Body = """{"schema":"{\"type\": \"string\"}","schemaType":"AVRO","references":[],"id":-1}""";
        const string Schema = """
            "guid":"38a346ca-dbd3-8205-27bd-d4c8fa746275","schema":"{\"type\": \"string\"}"}
            """;
        const string Version = $$"""200 {"subject":"a","version":1,"id":1,{{Schema}}""";

        await AnswersAsync("POST", Versions, Body, $$"""200 {"id":1,"version":1,{{Schema}}""");
        await AnswersAsync(
            "POST",
            $"{Versions}?normalize=true",
            """{"schema":"\"string\""}""",
            $$"""200 {"id":1,"version":1,{{Schema}}""");
        await AnswersAsync("POST", "/subjects/a", """{"schema":"\"string\""}""", Version);
        await AnswersAsync("GET", $"{Versions}/1", Version);
        await AnswersAsync("GET", $"{Versions}/latest", Version);
        await AnswersAsync("GET", $"{Versions}/-1?deleted=true&format=", Version);
        await AnswersAsync("GET", $"{Versions}/1/schema", """200 {"type": "string"}""");
        await AnswersAsync("GET", Versions, "200 [1]");
        await AnswersAsync("GET", "/subjects", """200 ["a"]""");
        await AnswersAsync("GET", "/schemas/ids/1?subject=a", """200 {"schema":"{\"type\": \"string\"}"}""");
        await AnswersAsync(
            "GET", "/schemas/ids/1?fetchMaxId=true", """200 {"schema":"{\"type\": \"string\"}","maxId":1}""");
        await AnswersAsync("GET", "/schemas/ids/1/schema", """200 {"type": "string"}""");
        await AnswersAsync("GET", "/schemas/ids/1/subjects", """200 ["a"]""");
        await AnswersAsync("GET", "/schemas/ids/1/versions", """200 [{"subject":"a","version":1}]""");
        await AnswersAsync("GET", "/schemas", Version.Replace("200 {", "200 [{", StringComparison.Ordinal) + "]");
    }

    [Theory]
    [InlineData("GET", "/", "200 {}")]
    [InlineData("GET", "/subjects", "200 []")]
    [InlineData("GET", "/schemas/types", """200 ["AVRO"]""")]
    [InlineData("GET", "/contexts", """200 ["."]""")]
    [InlineData("GET", "/mode", """200 {"mode":"READWRITE"}""")]
    [InlineData("GET", "/mode/a?defaultToGlobal=true", """200 {"mode":"READWRITE"}""")]
    [InlineData("GET", "/nowhere", """404 {"error_code":404,"message":"HTTP 404: Not found."}""")]
    [InlineData("GET", "/schemas/ids/x", """404 {"error_code":404,"message":"HTTP 404: Not found."}""")]
    [InlineData("PATCH", "/subjects", """405 {"error_code":405,"message":"HTTP 405: Method not allowed."}""")]
    public async Task An_empty_registry_answers(string method, string path, string answer) =>
        await AnswersAsync(method, path, answer);

    [Theory]
    [InlineData("GET", "/subjects/b/versions", "404 40401")]
    [InlineData("GET", "/subjects/b/versions/1", "404 40401")]
    [InlineData("GET", "/subjects/a/versions/2", "404 40402")]
    [InlineData("GET", "/schemas/ids/2", "404 40403")]
    [InlineData("GET", "/subjects/a/versions/0", "422 42202")]
    [InlineData("GET", "/subjects/a/versions/2147483648", "422 42202")]
    [InlineData("DELETE", "/subjects/a/versions/x", "422 42202")]
    [InlineData("DELETE", "/subjects/a/versions/1?permanent=true", "404 40407")]
    [InlineData("DELETE", "/subjects/a?permanent=true", "404 40405")]
    [InlineData("GET", "/config/a", "404 40408")]
    [InlineData("DELETE", "/config/a", "404 40401")]
    [InlineData("GET", "/mode/a", "404 40409")]
    public async Task What_cannot_be_answered_has_Confluents_code(string method, string path, string expected)
    {
        await RegisterAsync(Versions, """{"schema":"\"int\""}""");

        Assert.Equal(expected, ARegistry.CodeOf(await _registry.AskAsync(method, path)));
    }

    [Theory]
    [InlineData("", "400 400")]
    [InlineData("no json", "400 400")]
    [InlineData("[]", "400 400")]
    [InlineData("""{"schema":1}""", "400 400")]
    [InlineData("""{"schema":"\ud800"}""", "400 400")]
    [InlineData("""{"schema":"\"int\"","references":{}}""", "400 400")]
    [InlineData("""{"schema":"\"int\"","version":"x"}""", "400 400")]
    [InlineData("{}", "422 42201")]
    [InlineData("""{"schema":"nonsense"}""", "422 42201")]
    [InlineData("""{"schema":"{}","schemaType":"JSON"}""", "422 42201")]
    [InlineData("""{"schema":"syntax = \"proto3\";","schemaType":"PROTOBUF"}""", "422 42201")]
    [InlineData("""{"schema":"\"int\"","references":[{"name":"n","subject":"s","version":0}]}""", "422 42201")]
    [InlineData("""{"schema":"\"int\"","references":[{"name":"n","subject":"s","version":1}]}""", "422 42201")]
    [InlineData("""{"schema":"\"int\"","id":7}""", "422 42205")]
    [InlineData("""{"schema":"\"int\"","version":2}""", "422 42201")]
    [InlineData("""{"schema":"\"int\"","ruleSet":{"domainRules":[{"name":"r"}]}}""", "422 42210")]
    [InlineData("""{"schema":"\"int\"","ruleSet":[]}""", "422 42210")]
    [InlineData("""{"schema":"\"int\"","metadata":{"tags":{"a":"b"}}}""", "400 400")]
    [InlineData("""{"schema":"\"int\"","metadata":{"properties":{"a":1}}}""", "400 400")]
    [InlineData("""{"schema":"\"int\"","metadata":{"properties":{"a":"\ud800"}}}""", "400 400")]
    public async Task A_registration_that_cannot_be_is_refused(string body, string expected)
    {
        Assert.Equal(expected, ARegistry.CodeOf(await _registry.AskAsync("POST", Versions, body)));
        await AnswersAsync("GET", "/subjects", "200 []");
    }

    [Fact]
    public async Task Deletion_takes_two_steps()
    {
        await RegisterAsync(Versions, """{"schema":"\"int\""}""");
        await RegisterAsync(Versions, """{"schema":"\"long\""}""");

        await AnswersAsync("DELETE", $"{Versions}/1", "200 1");
        Assert.Equal("404 40406", ARegistry.CodeOf(await _registry.AskAsync("DELETE", $"{Versions}/1")));
        await AnswersAsync("GET", $"{Versions}?deleted=true", "200 [1,2]");
        await AnswersAsync("GET", $"{Versions}?deletedOnly=true", "200 [1]");
        await AnswersAsync("DELETE", $"{Versions}/1?permanent=true", "200 1");
        await AnswersAsync("DELETE", "/subjects/a", "200 [2]");
        Assert.Equal("404 40404", ARegistry.CodeOf(await _registry.AskAsync("DELETE", "/subjects/a")));
        await AnswersAsync("GET", "/subjects?deleted=true", """200 ["a"]""");
        await AnswersAsync("DELETE", "/subjects/a?permanent=true", "200 [2]");
        await AnswersAsync("GET", "/subjects?deleted=true", "200 []");
    }

    [Fact]
    public async Task References_are_told_where_they_are()
    {
        await RegisterAsync(Versions, """{"schema":"{\"type\":\"fixed\",\"name\":\"F\",\"size\":1}"}""");
        const string Members =
            "\"references\":[{\"name\":\"F\",\"subject\":\"a\",\"version\":1}],"
            + """ "schema":"{\"type\":\"array\",\"items\":\"F\"}"}""";
        var told = Members.Replace(", ", ",", StringComparison.Ordinal);

        await RegisterAsync("/subjects/b/versions", $"{{{Members}");
        await AnswersAsync("GET", "/schemas/ids/2", $"200 {{{told}");
        Assert.EndsWith(told, await _registry.AskAsync("GET", "/subjects/b/versions/1"), StringComparison.Ordinal);
        await AnswersAsync("GET", $"{Versions}/1/referencedby", "200 [2]");
        Assert.Equal("422 42206", ARegistry.CodeOf(await _registry.AskAsync("DELETE", $"{Versions}/1")));
    }

    [Theory]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("%C3%A4%20%2B%22", "ä +\\\"")]
    [InlineData("x-y_z.0", "x-y_z.0")]
    public async Task A_subject_is_any_text(string escaped, string listed)
    {
        await RegisterAsync($"/subjects/{escaped}/versions", """{"schema":"\"int\""}""");

        await AnswersAsync("GET", "/subjects", $"200 [\"{listed}\"]");
        await AnswersAsync("GET", $"/subjects/{escaped}/versions", "200 [1]");
    }

    [Theory]
    [InlineData(null, "application/vnd.schemaregistry.v1+json")]
    [InlineData("*/*", "application/vnd.schemaregistry.v1+json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/vnd.schemaregistry+json; q=0.9, application/json; q=0.5",
        "application/vnd.schemaregistry+json")]
    [InlineData("application/vnd.schemaregistry.v1+json, application/json", "application/vnd.schemaregistry.v1+json")]
    [InlineData("text/html", "application/vnd.schemaregistry.v1+json")]
    public async Task An_answer_is_called_what_the_caller_accepts(string? accepted, string called) =>
        Assert.Equal(called, await _registry.TypeOfAsync("/subjects", accepted));

    [Fact]
    public async Task A_body_without_end_is_refused_before_it_is_read() =>
        Assert.Equal(
            "HTTP/1.1 413 Payload Too Large",
            await _registry.AskRawAsync(
                $"POST {Versions} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n"));

    private async Task AnswersAsync(string method, string path, string answer) =>
        Assert.Equal(answer, await _registry.AskAsync(method, path));

    private async Task AnswersAsync(string method, string path, string body, string answer) =>
        Assert.Equal(answer, await _registry.AskAsync(method, path, body));

    private async Task RegisterAsync(string path, string body) =>
        Assert.StartsWith("200 {", await _registry.AskAsync("POST", path, body), StringComparison.Ordinal);
}
