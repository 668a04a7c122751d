using System.Text.Json;

namespace LocalCluster.Tests.Registry.Http;

/// <summary>Compatibility as it is enforced and as it is asked for.</summary>
[Trait("Category", "Unit")]
public sealed class CompatibilityTests : IAsyncLifetime
{
    private const string Latest = "/compatibility/subjects/a/versions/latest";
    private const string First = """{"type":"record","name":"R","fields":[{"name":"id","type":"int"}]}""";
    private const string Added = """
        {"type":"record","name":"R","fields":[{"name":"id","type":"int"},{"name":"n","type":"int"}]}
        """;

    private const string Defaulted = """
        {"type":"record","name":"R","fields":[{"name":"id","type":"int"},{"name":"n","type":"int","default":0}]}
        """;

    private const string Widened = """{"type":"record","name":"R","fields":[{"name":"id","type":"long"}]}""";
    private const string Other = """{"type":"record","name":"R","fields":[{"name":"id","type":"string"}]}""";
    private const string Grouped = """, "metadata":{"properties":{"major":"2"}}""";
    private ARegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await ARegistry.StartAsync();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Theory]
    [InlineData("NONE", First, Other, true)]
    [InlineData("BACKWARD", First, Defaulted, true)]
    [InlineData("BACKWARD", First, Widened, true)]
    [InlineData("BACKWARD", First, Added, false)]
    [InlineData("BACKWARD", Added, First, true)]
    [InlineData("FORWARD", First, Added, true)]
    [InlineData("FORWARD", Added, First, false)]
    [InlineData("FORWARD", First, Widened, false)]
    [InlineData("FULL", First, Defaulted, true)]
    [InlineData("FULL", First, Added, false)]
    [InlineData("FULL", Added, First, false)]
    [InlineData("FULL_TRANSITIVE", First, Widened, false)]
    public async Task A_level_takes_what_it_allows_and_nothing_else(
        string level, string first, string next, bool isTaken)
    {
        await SetAsync(level);
        await _registry.RegisterAsync("a", first);

        await _registry.AnswersAsync(
            "POST", Latest, ARegistry.BodyOf(next), $$"""200 {"is_compatible":{{(isTaken ? "true" : "false")}}}""");
        var answer = await _registry.AskAsync("POST", "/subjects/a/versions", ARegistry.BodyOf(next));

        Assert.Equal(isTaken ? "200" : "409", answer[..3]);
        await _registry.AnswersAsync("GET", "/subjects/a/versions", isTaken ? "200 [1,2]" : "200 [1]");
    }

    [Theory]
    [InlineData("BACKWARD", true)]
    [InlineData("BACKWARD_TRANSITIVE", false)]
    [InlineData("FORWARD", true)]
    [InlineData("FORWARD_TRANSITIVE", true)]
    public async Task Only_a_transitive_level_looks_behind_the_latest_version(string level, bool isTaken)
    {
        await SetAsync("NONE");
        await _registry.RegisterAsync("a", First);
        await _registry.RegisterAsync("a", Added);
        await SetAsync(level);
        const string Next = """
            {"type":"record","name":"R","doc":"d","fields":[{"name":"id","type":"int"},{"name":"n","type":"int"}]}
            """;

        await _registry.AnswersAsync(
            "POST",
            "/compatibility/subjects/a/versions",
            ARegistry.BodyOf(Next),
            $$"""200 {"is_compatible":{{(isTaken ? "true" : "false")}}}""");
        var answer = await _registry.AskAsync("POST", "/subjects/a/versions", ARegistry.BodyOf(Next));

        Assert.Equal(isTaken ? "200" : "409", answer[..3]);
    }

    [Fact]
    public async Task A_refusal_names_version_place_and_reason()
    {
        await _registry.RegisterAsync("a", First);

        var refusal = await _registry.AskAsync("POST", "/subjects/a/versions", ARegistry.BodyOf(Other));
        var told = await _registry.AskAsync("POST", $"{Latest}?verbose=true", ARegistry.BodyOf(Other));

        Assert.Equal("409 409", ARegistry.CodeOf(refusal));
        foreach (var words in new[] { "subject 'a'", "version 1", "$.fields[0].type", "int", "string" })
            Assert.Contains(words, refusal, StringComparison.Ordinal);
        var body = JsonElement.Parse(told[4..]);
        Assert.False(body.GetProperty("is_compatible").GetBoolean());
        var message = Assert.Single(body.GetProperty("messages").EnumerateArray()).GetString()!;
        Assert.Contains("$.fields[0].type", message, StringComparison.Ordinal);
        Assert.Contains("version 1", message, StringComparison.Ordinal);
        await _registry.AnswersAsync(
            "POST",
            $"{Latest}?verbose=true",
            ARegistry.BodyOf(Widened),
            """200 {"is_compatible":true,"messages":[]}""");
    }

    [Fact]
    public async Task One_version_is_asked_about_by_its_number()
    {
        await SetAsync("NONE");
        await _registry.RegisterAsync("a", First);
        await _registry.RegisterAsync("a", Other);
        await SetAsync("BACKWARD");
        var widened = ARegistry.BodyOf(Widened);

        await _registry.AnswersAsync(
            "POST", "/compatibility/subjects/a/versions/1", widened, """200 {"is_compatible":true}""");
        await _registry.AnswersAsync(
            "POST", "/compatibility/subjects/a/versions/2", widened, """200 {"is_compatible":false}""");
        await _registry.AnswersAsync("POST", Latest, widened, """200 {"is_compatible":false}""");
    }

    [Fact]
    public async Task What_is_not_there_has_nothing_against_it_unless_it_is_named()
    {
        var body = ARegistry.BodyOf(First);
        await _registry.AnswersAsync("POST", Latest, body, """200 {"is_compatible":true}""");
        await _registry.AnswersAsync(
            "POST", "/compatibility/subjects/a/versions", body, """200 {"is_compatible":true}""");
        await _registry.AnswersAsync("POST", "/compatibility/subjects/a/versions/1", body, "404 40401");
        await _registry.RegisterAsync("a", First);
        await _registry.AnswersAsync("POST", "/compatibility/subjects/a/versions/2", body, "404 40402");
        await _registry.AnswersAsync("POST", "/compatibility/subjects/a/versions/x", body, "422 42202");
        await _registry.AnswersAsync("POST", Latest, ARegistry.BodyOf("nonsense"), "422 42201");
    }

    [Fact]
    public async Task Deleted_versions_count_for_nothing()
    {
        await _registry.RegisterAsync("a", First);
        await _registry.AnswersAsync("DELETE", "/subjects/a/versions/1", "200 1");

        await _registry.AnswersAsync("POST", Latest, ARegistry.BodyOf(Other), """200 {"is_compatible":true}""");
        await _registry.RegisterAsync("a", Other);
        await _registry.AnswersAsync("GET", "/subjects/a/versions", "200 [2]");
    }

    [Fact]
    public async Task Groups_of_versions_are_compatible_within_themselves()
    {
        await _registry.AnswersAsync(
            "PUT", "/config/a", """{"compatibilityGroup":"major"}""", """200 {"compatibilityGroup":"major"}""");
        await _registry.RegisterAsync("a", First);

        await _registry.RegisterAsync("a", Other, Grouped);

        await _registry.AnswersAsync("POST", "/subjects/a/versions", ARegistry.BodyOf(Added, Grouped), "409 409");
        await _registry.AnswersAsync("POST", Latest, ARegistry.BodyOf(Widened), """200 {"is_compatible":true}""");
    }

    [Fact]
    public async Task Types_of_other_subjects_are_compared_as_if_they_stood_in_the_text()
    {
        const string Owner = """{"type":"record","name":"O","fields":[{"name":"r","type":"R"}]}""";
        await SetAsync("NONE");
        await _registry.RegisterAsync("r", First);
        await _registry.RegisterAsync("r", Added);
        await _registry.AnswersAsync("DELETE", "/config/a", """200 {"compatibilityLevel":"NONE"}""");
        await _registry.RegisterAsync("a", Owner, """, "references":[{"name":"R","subject":"r","version":1}]""");

        var answer = await _registry.AskAsync(
            "POST",
            "/subjects/a/versions",
            ARegistry.BodyOf(Owner, """, "references":[{"name":"R","subject":"r","version":2}]"""));

        Assert.Equal("409 409", ARegistry.CodeOf(answer));
        Assert.Contains("r.n", answer, StringComparison.Ordinal);
    }

    private async Task SetAsync(string level)
    {
        foreach (var subject in new[] { "a", "r" })
        {
            await _registry.AnswersAsync(
                "PUT",
                $"/config/{subject}",
                $$"""{"compatibility":"{{level}}"}""",
                $$"""200 {"compatibility":"{{level}}"}""");
        }
    }
}
