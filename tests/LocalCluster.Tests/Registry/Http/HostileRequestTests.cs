namespace LocalCluster.Tests.Registry.Http;

/// <summary>Requests that mean harm: each has its answer, and the registry goes on.</summary>
[Trait("Category", "Unit")]
public sealed class HostileRequestTests : IAsyncLifetime
{
    private const string Versions = "/subjects/a/versions";
    private ARegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await ARegistry.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _registry.AnswersAsync("GET", "/schemas/types", """200 ["AVRO"]""");
        await _registry.DisposeAsync();
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public async Task A_body_of_brackets_is_no_json(char bracket) =>
        await _registry.AnswersAsync("POST", Versions, new string(bracket, 1_000_000), "400 400");

    [Theory]
    [InlineData("[", "\"int\"", "]")]
    [InlineData("{\"type\":\"array\",\"items\":", "\"int\"", "}")]
    [InlineData("{\"type\":", "\"int\"", "}")]
    [InlineData("", "[", "")]
    public async Task A_schema_of_brackets_is_invalid(string open, string inner, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open.Length == 0 ? inner : open, 30_000))
            + inner + string.Concat(Enumerable.Repeat(close, 30_000));

        await _registry.AnswersAsync("POST", Versions, ARegistry.BodyOf(deep), "422 42201");
        await _registry.AnswersAsync(
            "POST", $"/compatibility{Versions}", ARegistry.BodyOf(deep), "422 42201");
    }

    [Fact]
    public async Task Deep_metadata_and_rules_are_refused_or_kept()
    {
        var deep = new string('[', 60) + new string(']', 60);
        await _registry.AnswersAsync(
            "POST", Versions, ARegistry.BodyOf("\"int\"", $$""", "metadata":{"tags":{{deep}}}"""), "400 400");
        await _registry.RegisterAsync("a", "\"int\"", $$""", "ruleSet":{"x":{{deep}}}""");
    }

    [Theory]
    [InlineData("GET", "/schemas/ids/99999999999999999999")]
    [InlineData("GET", "/schemas/ids/-2147483648")]
    [InlineData("GET", "/schemas/ids/1.5")]
    [InlineData("GET", "/schemas/ids/%31%00")]
    [InlineData("GET", "/schemas/guids/%2F")]
    [InlineData("GET", "/subjects/%FF%FE/versions")]
    [InlineData("GET", "/subjects//versions")]
    [InlineData("GET", "/subjects/..%2F..%2Fetc/versions")]
    [InlineData("GET", "/contexts//subjects//")]
    [InlineData("GET", "/contexts/%/subjects/a/versions")]
    [InlineData("GET", "/subjects/a/versions/-2")]
    [InlineData("GET", "/subjects/a/versions/%E0%A4%A")]
    [InlineData("GET", "/subjects/a/metadata?key=%&value=%")]
    [InlineData("DELETE", "/subjects/a/versions/99999999999")]
    [InlineData("PUT", "/subjects/a")]
    public async Task A_strange_path_is_a_client_error(string method, string path)
    {
        var answer = await _registry.AskRawAsync(
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_schema_registered_at_once_has_one_id()
    {
        const int Callers = 24;

        var ids = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
            (await _registry.RegisterAsync(caller % 2 == 0 ? "a" : "b", "\"int\"")).GetProperty("id").GetInt32()));

        Assert.Equal([1], ids.Distinct());
        await _registry.AnswersAsync("GET", Versions, "200 [1]");
    }

    [Fact]
    public async Task Different_schemas_registered_at_once_have_ids_and_versions_without_gaps()
    {
        const int Callers = 24;
        static string Schema(int size) =>
            $$"""{"type":"record","name":"R","fields":[{"name":"f{{size}}","type":"int","default":{{size}}}]}""";

        var all = await Task.WhenAll(
            Enumerable.Range(1, Callers).Select(size => _registry.RegisterAsync("a", Schema(size))));

        var every = Enumerable.Range(1, Callers);
        Assert.Equal(every, all.Select(one => one.GetProperty("id").GetInt32()).Order());
        Assert.Equal(every, all.Select(one => one.GetProperty("version").GetInt32()).Order());
    }

    [Fact]
    public async Task Of_schemas_that_exclude_each_other_one_is_taken()
    {
        string[] types = ["int", "string", "boolean", "null", "bytes"];

        var answers = await Task.WhenAll(types.Select(type =>
            _registry.AskAsync("POST", Versions, ARegistry.BodyOf($$"""{"type":"array","items":"{{type}}"}"""))));

        // Bytes and strings can be read as each other, and nothing else can.
        Assert.InRange(answers.Count(answer => answer.StartsWith("200", StringComparison.Ordinal)), 1, 2);
        Assert.All(answers, answer => Assert.Matches("^(200|409) ", answer));
    }

    [Fact]
    public async Task A_long_list_of_what_is_wrong_is_cut()
    {
        static string Record(string type, int count) =>
            $$"""{"type":"record","name":"R","fields":[{{string.Join(',', Enumerable.Range(0, count).Select(
                field => $$"""{"name":"f{{field}}","type":"{{type}}"}"""))}}]}""";
        await _registry.RegisterAsync("a", Record("int", 2000));

        var refusal = await _registry.AskAsync("POST", Versions, ARegistry.BodyOf(Record("string", 2000)));
        var told = await _registry.AskAsync(
            "POST", $"/compatibility{Versions}?verbose=true", ARegistry.BodyOf(Record("string", 2000)));

        Assert.Equal("409 409", ARegistry.CodeOf(refusal));
        Assert.InRange(refusal.Length, 100, 8_000);
        Assert.InRange(told.Length, 1_000, 110_000);
    }

    [Fact]
    public async Task A_name_without_end_is_refused()
    {
        var name = new string('n', 513);
        await _registry.AnswersAsync(
            "POST", Versions, ARegistry.BodyOf($$"""{"type":"fixed","name":"{{name}}","size":1}"""), "422 42201");
        await _registry.RegisterAsync("a", $$"""{"type":"fixed","name":"{{name[1..]}}","size":1}""");
    }

    [Fact]
    public async Task A_list_that_would_be_too_long_is_asked_for_in_parts()
    {
        var text = $$"""{"type":"fixed","name":"F","size":1,"doc":"{{new string('x', 900_000)}}"}""";
        for (var subject = 0; subject < 80; subject++)
            await _registry.RegisterAsync($"s{subject}", text);

        await _registry.AnswersAsync("GET", "/schemas", "400 400");
        var part = await _registry.AskAsync("GET", "/schemas?offset=75&limit=2");
        Assert.InRange(part.Length, 1_800_000, 1_900_000);
    }

    [Fact]
    public async Task Types_behind_references_have_a_limit()
    {
        static string Long(int number) =>
            $$"""{"type":"fixed","name":"F{{number}}","size":1,"doc":"{{new string('x', 1_000_000)}}"}""";
        for (var number = 0; number < 5; number++)
            await _registry.RegisterAsync($"f{number}", Long(number));
        static string Reference(int number) => $$"""{"name":"F{{number}}","subject":"f{{number}}","version":1}""";
        static string References(int count) =>
            $", \"references\":[{string.Join(',', Enumerable.Range(0, count).Select(Reference))}]";

        await _registry.AnswersAsync(
            "POST", Versions, ARegistry.BodyOf("\"F0\"", References(5)), "422 42201");
        await _registry.RegisterAsync("a", "\"F0\"", References(4));
    }
}
