namespace LocalCluster.Tests.Registry.Http;

/// <summary>Lists, their pages and filters; GUIDs, metadata, and texts with what they refer to.</summary>
[Trait("Category", "Unit")]
public sealed class ListingTests : IAsyncLifetime
{
    private const string Money = """{"type":"fixed","name":"shop.Money","size":2,"owner":"me"}""";
    private const string Price = """
        {"type":"record","name":"shop.Price","fields":[{"name":"net","type":"Money"},{"name":"tax","type":"Money"}]}
        """;

    private const string Bill =
        """{"type":"record","name":"Bill","fields":[{"name":"p","type":["null","shop.Price"]},"""
        + """{"name":"m","type":"shop.Money"}]}""";

    private const string Resolved =
        """{"type":"record","name":"Bill","fields":[{"name":"p","type":["null",{"type":"record","name":"Price","""
        + """ "namespace":"shop","fields":"""
        + """[{"name":"net","type":{"type":"fixed","name":"Money","size":2,"owner":"me"}},"""
        + """{"name":"tax","type":"shop.Money"}]}]},{"name":"m","type":"shop.Money"}]}""";

    private ARegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await ARegistry.StartAsync();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task Lists_have_pages()
    {
        foreach (var subject in new[] { "c", "a", "b" })
            await _registry.RegisterAsync(subject, "\"int\"");
        await _registry.RegisterAsync("a", "\"long\"");

        await _registry.AnswersAsync("GET", "/subjects?offset=1", """200 ["b","c"]""");
        await _registry.AnswersAsync("GET", "/subjects?limit=2&offset=0", """200 ["a","b"]""");
        await _registry.AnswersAsync("GET", "/subjects?limit=-1&offset=-7", """200 ["a","b","c"]""");
        await _registry.AnswersAsync("GET", "/subjects?offset=2147483647", "200 []");
        await _registry.AnswersAsync("GET", "/subjects?limit=x", "400 400");
        await _registry.AnswersAsync("GET", "/subjects/a/versions?limit=1&offset=1", "200 [2]");
        await _registry.AnswersAsync("GET", "/schemas/ids/1/subjects?limit=1", """200 ["a"]""");
        await _registry.AnswersAsync(
            "GET", "/schemas/ids/1/versions?offset=2", """200 [{"subject":"c","version":1}]""");
        Assert.Equal(
            "a2 b1",
            await NamesAsync("/schemas?latestOnly=true&limit=2"));
        Assert.Equal("a1 a2", await NamesAsync("/schemas?subjectPrefix=a"));
    }

    [Fact]
    public async Task Deleted_versions_are_told_apart()
    {
        await _registry.RegisterAsync("a", "\"int\"");
        await _registry.RegisterAsync("a", "\"long\"");
        await _registry.AnswersAsync("DELETE", "/subjects/a/versions/1", "200 1");

        await _registry.AnswersAsync("GET", "/subjects/a/versions?deletedAsNegative=true", "200 [-1,2]");
        Assert.Equal("a2", await NamesAsync("/schemas"));
        Assert.Equal("a1 a2", await NamesAsync("/schemas?deleted=true"));
        Assert.EndsWith(
            "\"deleted\":true}",
            await _registry.AskAsync("GET", "/subjects/a/versions/1?deleted=true"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guid_stands_for_the_schema_in_every_registry()
    {
        var guid = (await _registry.RegisterAsync("a", Money)).GetProperty("guid").GetString()!;
        await using var other = await ARegistry.StartAsync();
        await other.RegisterAsync("x", "\"int\"");
        await other.RegisterAsync("y", Money);

        var answer = await other.AskAsync("GET", $"/schemas/guids/{guid}");

        Assert.Equal("200 " + ARegistry.BodyOf(Money).Replace("\\u0022", "\\\"", StringComparison.Ordinal), answer);
        await other.AnswersAsync(
            "GET", $"/schemas/guids/{guid.ToUpperInvariant()}/ids", """200 [{"context":".","id":2}]""");
        await other.AnswersAsync("GET", "/schemas/guids/00000000-0000-0000-0000-000000000000", "404 40403");
        await other.AnswersAsync("GET", "/schemas/guids/x", "404 40403");
    }

    [Fact]
    public async Task A_schema_is_told_with_all_it_refers_to_and_found_by_that()
    {
        await _registry.RegisterAsync("money", Money);
        await _registry.RegisterAsync("price", Price, Reference("shop.Money", "money"));
        var bill = await _registry.RegisterAsync("bill", Bill, Reference("shop.Price", "price"));
        var resolved = Resolved.Replace(" \"namespace\"", "\"namespace\"", StringComparison.Ordinal);

        await _registry.AnswersAsync("GET", "/subjects/bill/versions/1/schema?format=resolved", $"200 {resolved}");
        await _registry.AnswersAsync("GET", "/schemas/ids/3/schema?format=RESOLVED", $"200 {resolved}");
        await _registry.AnswersAsync("GET", "/schemas/ids/3/schema?format=other", $"200 {Bill}");
        await _registry.AnswersAsync("GET", "/schemas/ids/1/schema?format=resolved", $"200 {Money}");

        var found = await _registry.AskAsync("POST", "/subjects/bill", ARegistry.BodyOf(resolved));
        Assert.Contains("\"version\":1,\"id\":3", found, StringComparison.Ordinal);
        var again = await _registry.RegisterAsync("bill", resolved);
        Assert.Equal(bill.GetRawText(), again.GetRawText());
        await _registry.AnswersAsync("GET", "/subjects/money/versions/1/referencedby", "200 [2]");
    }

    [Fact]
    public async Task Metadata_is_kept_inherited_and_found_by()
    {
        const string Gold = """, "metadata":{"sensitive":null,"properties":{"tier":"gold","a":"b"}}""";
        const string Silver = """, "metadata":{"properties":{"tier":"silver"},"tags":{"**.n":["PII"]}}""";
        await _registry.RegisterAsync("a", "\"int\"", Gold);
        var inherited = await _registry.RegisterAsync("a", "\"long\"");
        await _registry.RegisterAsync("a", "\"long\"", Silver);

        Assert.Equal(
            """{"properties":{"a":"b","tier":"gold"}}""", inherited.GetProperty("metadata").GetRawText());
        await FindsAsync("/subjects/a/metadata?key=tier&value=gold", "\"version\":2,");
        await FindsAsync("/subjects/a/metadata?&key=a&value=b&key=tier&value=gold&deleted=false", "\"version\":2,");
        await FindsAsync(
            "/subjects/a/metadata?key=tier&value=silver",
            """ "metadata":{"properties":{"tier":"silver"},"tags":{"**.n":["PII"]}},"schema":"\"long\""}""");
        await _registry.AnswersAsync("GET", "/subjects/a/metadata?key=tier&value=lead", "404 40403");
        await _registry.AnswersAsync("GET", "/subjects/b/metadata?key=tier&value=gold", "404 40401");
        await _registry.AnswersAsync("GET", "/subjects/a/metadata?key=tier", "400 400");
        await _registry.AnswersAsync("GET", "/subjects/a/versions", "200 [1,2,3]");
    }

    [Fact]
    public async Task Rules_alone_make_a_version()
    {
        const string Rules = """
            {"domainRules":[{"name":"r","kind":"CONDITION","mode":"WRITE","type":"CEL","expr":"true"}]}
            """;
        await _registry.AnswersAsync("POST", "/subjects/a/versions", $$"""{"ruleSet":{{Rules}}}""", "422 42201");
        await _registry.RegisterAsync("a", "\"int\"");

        var answer = await _registry.AskAsync("POST", "/subjects/a/versions", $$"""{"ruleSet":{{Rules}}}""");

        Assert.Contains($"\"ruleSet\":{Rules},\"schema\":\"\\\"int\\\"\"", answer, StringComparison.Ordinal);
        await _registry.AnswersAsync("GET", "/subjects/a/versions", "200 [1,2]");
    }

    [Fact]
    public async Task A_look_up_takes_defaults_that_a_registration_does_not()
    {
        const string Bad = """{"type":"record","name":"R","fields":[{"name":"f","type":"int","default":"x"}]}""";
        await _registry.RegisterAsync("a", "\"int\"");

        await _registry.AnswersAsync("POST", "/subjects/a/versions", ARegistry.BodyOf(Bad), "422 42201");
        await _registry.AnswersAsync("POST", "/subjects/a", ARegistry.BodyOf(Bad), "404 40403");
        await _registry.AnswersAsync("POST", "/subjects/a", ARegistry.BodyOf("nonsense"), "422 42201");
        await _registry.AnswersAsync("POST", "/subjects/b", ARegistry.BodyOf("\"int\""), "404 40401");
    }

    private static string Reference(string name, string subject) =>
        $$""", "references":[{"name":"{{name}}","subject":"{{subject}}","version":1}]""";

    private async Task FindsAsync(string path, string part) => Assert.Contains(
        part.TrimStart(), await _registry.AskAsync("GET", path), StringComparison.Ordinal);

    private async Task<string> NamesAsync(string path)
    {
        var list = System.Text.Json.JsonElement.Parse((await _registry.AskAsync("GET", path))[4..]);
        return string.Join(' ', list.EnumerateArray().Select(version =>
            version.GetProperty("subject").GetString() + version.GetProperty("version").GetRawText()));
    }
}
