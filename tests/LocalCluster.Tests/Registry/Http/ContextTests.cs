namespace LocalCluster.Tests.Registry.Http;

/// <summary>Contexts: subjects and ids of their own, by name or by path.</summary>
[Trait("Category", "Unit")]
public sealed class ContextTests : IAsyncLifetime
{
    private const string Money = """{"type":"fixed","name":"M","size":2}""";
    private const string User = """{"type":"array","items":"M"}""";
    private ARegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await ARegistry.StartAsync();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task Ids_count_in_each_context()
    {
        await _registry.RegisterAsync("a", "\"int\"");
        await _registry.RegisterAsync(":.x:a", "\"string\"");
        await _registry.RegisterAsync(":.:b", "\"long\"");

        await _registry.AnswersAsync("GET", "/contexts", """200 [".",".x"]""");
        await _registry.AnswersAsync("GET", "/subjects", """200 [":.x:a","a","b"]""");
        await _registry.AnswersAsync("GET", "/subjects?subjectPrefix=:.x:", """200 [":.x:a"]""");
        await _registry.AnswersAsync("GET", "/subjects?subjectPrefix=:*:a", """200 [":.x:a","a"]""");
        await _registry.AnswersAsync("GET", "/schemas/ids/1/schema", "200 \"int\"");
        await _registry.AnswersAsync("GET", "/schemas/ids/1/schema?subject=:.x:", "200 \"string\"");
        await _registry.AnswersAsync("GET", "/schemas/ids/1/schema?subject=a", "200 \"int\"");
        await _registry.AnswersAsync("GET", "/schemas/ids/2/schema?subject=:.x:a", "404 40403");
        await _registry.AnswersAsync("GET", "/schemas/ids/2/schema", "200 \"long\"");
    }

    [Fact]
    public async Task A_path_can_name_the_context_for_all_that_follows()
    {
        var answer = await _registry.AskAsync("POST", "/contexts/.x/subjects/a/versions", ARegistry.BodyOf(Money));
        Assert.StartsWith("200 {\"id\":1,", answer, StringComparison.Ordinal);
        await _registry.RegisterAsync("b", "\"int\"");

        await _registry.AnswersAsync("GET", "/contexts/.x/subjects", """200 [":.x:a"]""");
        await _registry.AnswersAsync("GET", "/contexts/:.x:/subjects/a/versions", "200 [1]");
        await _registry.AnswersAsync("GET", "/contexts/.x/schemas/ids/1/schema", $"200 {Money}");
        await _registry.AnswersAsync("GET", "/contexts/.y/subjects/a/versions", "404 40401");
        await _registry.AnswersAsync(
            "PUT", "/contexts/.x/config", """{"compatibility":"NONE"}""", """200 {"compatibility":"NONE"}""");
        await _registry.AnswersAsync("GET", "/config", """200 {"compatibilityLevel":"BACKWARD"}""");
        await _registry.AnswersAsync(
            "GET", "/contexts/.x/config/a?defaultToGlobal=true", """200 {"compatibilityLevel":"NONE"}""");
        await _registry.AnswersAsync(
            "GET", "/config/b?defaultToGlobal=true", """200 {"compatibilityLevel":"BACKWARD"}""");
        await _registry.AnswersAsync("GET", "/config/:.x:", """200 {"compatibilityLevel":"NONE"}""");
        await _registry.AnswersAsync(
            "PUT", "/contexts/.x/mode", """{"mode":"READONLY"}""", """200 {"mode":"READONLY"}""");
        await _registry.AnswersAsync("DELETE", "/contexts/.x/subjects/a", "422 42205");
    }

    [Fact]
    public async Task References_stay_in_their_context_unless_they_name_another()
    {
        await _registry.RegisterAsync("m", Money);
        await _registry.AnswersAsync("POST", "/subjects/:.x:u/versions", BodyOf("m"), "422 42201");
        await _registry.RegisterAsync(":.x:m", Money);

        await _registry.RegisterAsync(":.x:u", User, Reference("m"));
        await _registry.RegisterAsync(":.y:u", User, Reference(":.x:m"));

        await _registry.AnswersAsync("GET", "/subjects/:.x:m/versions/1/referencedby", "200 [1,2]");
        await _registry.AnswersAsync("GET", "/subjects/m/versions/1/referencedby", "200 []");
        await _registry.AnswersAsync("DELETE", "/subjects/:.x:m", "422 42206");
        await _registry.AnswersAsync("DELETE", "/subjects/m", "200 [1]");
    }

    [Fact]
    public async Task What_the_default_context_lacks_is_looked_for_in_the_others()
    {
        await _registry.RegisterAsync("other", "\"int\"");
        await _registry.RegisterAsync(":.x:a", "\"string\"");

        await _registry.AnswersAsync("GET", "/schemas/ids/1/schema?subject=a", "200 \"string\"");
        await _registry.AnswersAsync("GET", "/subjects/a/versions/latest/schema", "200 \"string\"");
        await _registry.AnswersAsync("GET", "/schemas/ids/1/schema?subject=nobody", "200 \"int\"");
    }

    [Theory]
    [InlineData("/subjects/:.x:/versions")]
    [InlineData("/contexts/.x%0A/subjects/a/versions")]
    public async Task A_context_is_no_subject(string path) =>
        await _registry.AnswersAsync("POST", path, ARegistry.BodyOf(Money), "422 42208");

    private static string Reference(string subject) =>
        $$""", "references":[{"name":"M","subject":"{{subject}}","version":1}]""";

    private static string BodyOf(string subject) => ARegistry.BodyOf(User, Reference(subject));
}
