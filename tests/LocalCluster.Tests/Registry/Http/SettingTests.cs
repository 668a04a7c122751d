namespace LocalCluster.Tests.Registry.Http;

/// <summary><c>/config</c> and <c>/mode</c>.</summary>
[Trait("Category", "Unit")]
public sealed class SettingTests : IAsyncLifetime
{
    private const string Int = """{"schema":"\"int\""}""";
    private const string Long = """{"schema":"\"long\""}""";
    private const string Imported = """{"schema":"\"int\"","id":70,"version":5}""";
    private ARegistry _registry = null!;

    public async ValueTask InitializeAsync() => _registry = await ARegistry.StartAsync();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task Levels_are_set_read_and_deleted()
    {
        await _registry.AnswersAsync("GET", "/config", """200 {"compatibilityLevel":"BACKWARD"}""");
        await _registry.AnswersAsync(
            "PUT", "/config", """{"compatibility":"none"}""", """200 {"compatibility":"NONE"}""");
        await _registry.AnswersAsync("GET", "/config/a", "404 40408");
        await _registry.AnswersAsync("GET", "/config/a?defaultToGlobal=true", """200 {"compatibilityLevel":"NONE"}""");
        await _registry.AnswersAsync(
            "PUT",
            "/config/a",
            """{"compatibility":"FULL_TRANSITIVE"}""",
            """200 {"compatibility":"FULL_TRANSITIVE"}""");
        await _registry.AnswersAsync("GET", "/config/a", """200 {"compatibilityLevel":"FULL_TRANSITIVE"}""");
        await _registry.AnswersAsync("DELETE", "/config/a", """200 {"compatibilityLevel":"FULL_TRANSITIVE"}""");
        await _registry.AnswersAsync("DELETE", "/config/a", "404 40401");
        await _registry.AnswersAsync("DELETE", "/config", """200 {"compatibilityLevel":"NONE"}""");
        await _registry.AnswersAsync("GET", "/config", """200 {"compatibilityLevel":"BACKWARD"}""");
    }

    [Fact]
    public async Task A_config_keeps_what_a_request_does_not_name_and_loses_what_it_names_as_null()
    {
        await _registry.AnswersAsync(
            "PUT",
            "/config/a",
            """{"compatibility":"FULL","normalize":true,"compatibilityGroup":"major"}""",
            """200 {"normalize":true,"compatibility":"FULL","compatibilityGroup":"major"}""");
        await _registry.AnswersAsync(
            "PUT", "/config/a", """{"normalize":false}""", """200 {"normalize":false}""");
        await _registry.AnswersAsync(
            "GET",
            "/config/a",
            """200 {"normalize":false,"compatibilityLevel":"FULL","compatibilityGroup":"major"}""");
        await _registry.AnswersAsync(
            "PUT", "/config/a", """{"compatibility":null,"compatibilityGroup":null}""", "200 {}");
        await _registry.AnswersAsync("GET", "/config/a", """200 {"normalize":false}""");
        await _registry.AnswersAsync(
            "GET",
            "/config/a?defaultToGlobal=true",
            """200 {"normalize":false,"compatibilityLevel":"BACKWARD"}""");
    }

    [Theory]
    [InlineData("/config", """{"compatibility":"SOMETIMES"}""", "422 42203")]
    [InlineData("/config/a", """{}""", "422 42203")]
    [InlineData("/config/a", """{"compatibility":1}""", "400 400")]
    [InlineData("/config/a", """{"normalize":"yes"}""", "400 400")]
    [InlineData("/config/a", """{"defaultRuleSet":{"domainRules":[]}}""", "422 42205")]
    [InlineData("/config/a", """{"validateFields":true,"compatibility":"FULL"}""", "422 42205")]
    [InlineData("/config/a%0A", """{"compatibility":"FULL"}""", "422 42208")]
    [InlineData("/mode", """{"mode":"SOMETIMES"}""", "422 42204")]
    [InlineData("/mode", """{}""", "422 42204")]
    [InlineData("/mode", """[]""", "400 400")]
    [InlineData("/mode/a", """{"mode":"READONLY_OVERRIDE"}""", "422 42204")]
    public async Task What_is_no_setting_is_refused(string path, string body, string expected) =>
        await _registry.AnswersAsync("PUT", path, body, expected);

    [Fact]
    public async Task Where_the_config_says_so_every_schema_is_normalized()
    {
        await _registry.AnswersAsync(
            "PUT", "/config/a", """{"normalize":true}""", """200 {"normalize":true}""");

        var registered = await _registry.RegisterAsync("a", """{ "size" : 2, "name" : "F", "type" : "fixed" }""");

        Assert.Equal("""{"type":"fixed","name":"F","size":2}""", registered.GetProperty("schema").GetString());
    }

    [Fact]
    public async Task An_alias_stands_for_its_subject_until_something_is_deleted()
    {
        await _registry.AnswersAsync("PUT", "/config/short", """{"alias":"long"}""", """200 {"alias":"long"}""");

        await _registry.RegisterAsync("short", "\"int\"");

        await _registry.AnswersAsync("GET", "/subjects", """200 ["long"]""");
        await _registry.AnswersAsync("GET", "/subjects/short/versions", "200 [1]");
        await _registry.AnswersAsync(
            "POST", "/compatibility/subjects/short/versions/1", Long, """200 {"is_compatible":true}""");
        await _registry.AnswersAsync("DELETE", "/subjects/short", "404 40401");
    }

    [Fact]
    public async Task What_is_read_only_is_neither_changed_nor_deleted()
    {
        await _registry.RegisterAsync("a", "\"int\"");
        await _registry.AnswersAsync("PUT", "/mode/a", """{"mode":"readonly"}""", """200 {"mode":"READONLY"}""");

        await _registry.AnswersAsync("POST", "/subjects/a/versions", Long, "422 42205");
        await _registry.AnswersAsync("DELETE", "/subjects/a", "422 42205");
        await _registry.AnswersAsync("DELETE", "/subjects/a/versions/1", "422 42205");
        await _registry.AnswersAsync("PUT", "/config/a", """{"compatibility":"FULL"}""", "422 42205");
        await _registry.RegisterAsync("a", "\"int\"");
        await _registry.RegisterAsync("b", "\"int\"");

        await _registry.AnswersAsync("GET", "/mode/a", """200 {"mode":"READONLY"}""");
        await _registry.AnswersAsync("GET", "/mode", """200 {"mode":"READWRITE"}""");
        await _registry.AnswersAsync("DELETE", "/mode/a", """200 {"mode":"READONLY"}""");
        await _registry.AnswersAsync("DELETE", "/mode/a", "404 40401");
        await _registry.AnswersAsync("GET", "/mode/a", "404 40409");
        await _registry.RegisterAsync("a", "\"long\"");
    }

    [Fact]
    public async Task A_subjects_mode_goes_before_the_global_one_unless_that_overrides()
    {
        await _registry.AnswersAsync("PUT", "/mode", """{"mode":"READONLY"}""", """200 {"mode":"READONLY"}""");
        await _registry.AnswersAsync("PUT", "/mode/a", """{"mode":"READWRITE"}""", """200 {"mode":"READWRITE"}""");
        await _registry.RegisterAsync("a", "\"int\"");
        await _registry.AnswersAsync("POST", "/subjects/b/versions", Int, "422 42205");

        await _registry.AnswersAsync(
            "PUT", "/mode", """{"mode":"READONLY_OVERRIDE"}""", """200 {"mode":"READONLY_OVERRIDE"}""");
        await _registry.AnswersAsync("POST", "/subjects/a/versions", Long, "422 42205");
        await _registry.AnswersAsync(
            "GET", "/mode/a?defaultToGlobal=true", """200 {"mode":"READONLY_OVERRIDE"}""");

        await _registry.AnswersAsync("PUT", "/mode", """{"mode":null}""", """200 {"mode":null}""");
        await _registry.AnswersAsync("GET", "/mode", """200 {"mode":"READWRITE"}""");
    }

    [Fact]
    public async Task An_import_takes_ids_and_versions_as_they_were()
    {
        await _registry.AnswersAsync("POST", "/subjects/a/versions", Imported, "422 42205");
        await _registry.AnswersAsync("PUT", "/mode", """{"mode":"IMPORT"}""", """200 {"mode":"IMPORT"}""");

        await _registry.RegisterAsync("a", "\"int\"", """, "id":70,"version":5""");
        await _registry.RegisterAsync("a", "\"string\"", """, "id":60,"version":3""");
        await _registry.AnswersAsync("GET", "/subjects/a/versions", "200 [3,5]");
        await _registry.AnswersAsync("GET", "/schemas/ids/70/schema", "200 \"int\"");
        await _registry.RegisterAsync("a", "\"int\"");
        await _registry.AnswersAsync("POST", "/subjects/a/versions", Long, "422 42205");
        await _registry.AnswersAsync(
            "POST", "/subjects/a/versions", """{"schema":"\"long\"","id":70,"version":6}""", "422 42205");
        await _registry.AnswersAsync(
            "POST", "/subjects/a/versions", """{"schema":"\"long\"","id":71,"version":5}""", "422 42205");

        await _registry.AnswersAsync("PUT", "/mode", """{"mode":"READWRITE"}""", """200 {"mode":"READWRITE"}""");
        var next = await _registry.RegisterAsync("a", "\"long\"");
        Assert.Equal((71, 6), (next.GetProperty("id").GetInt32(), next.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task An_import_begins_where_nothing_is()
    {
        await _registry.RegisterAsync("a", "\"int\"");
        await _registry.AnswersAsync("PUT", "/mode/a", """{"mode":"IMPORT"}""", "422 42205");
        await _registry.AnswersAsync("PUT", "/mode/b", """{"mode":"IMPORT"}""", """200 {"mode":"IMPORT"}""");
        await _registry.AnswersAsync(
            "PUT", "/mode/a?force=true", """{"mode":"IMPORT"}""", """200 {"mode":"IMPORT"}""");
        await _registry.AnswersAsync("GET", "/subjects/a/versions", "200 [1]");

        await _registry.AnswersAsync("DELETE", "/mode/a", """200 {"mode":"IMPORT"}""");
        await _registry.AnswersAsync("DELETE", "/subjects/a", "200 [1]");
        await _registry.AnswersAsync("PUT", "/mode/a", """{"mode":"IMPORT"}""", """200 {"mode":"IMPORT"}""");
        await _registry.AnswersAsync("GET", "/subjects?deleted=true", "200 []");
        await _registry.RegisterAsync("a", "\"int\"", """, "id":2,"version":1""");
    }

    [Fact]
    public async Task The_highest_id_and_version_leave_no_room_and_break_nothing()
    {
        await _registry.AnswersAsync("PUT", "/mode", """{"mode":"IMPORT"}""", """200 {"mode":"IMPORT"}""");
        await _registry.RegisterAsync("a", "\"int\"", """, "id":2147483647,"version":2147483647""");
        await _registry.AnswersAsync("PUT", "/mode", """{"mode":"READWRITE"}""", """200 {"mode":"READWRITE"}""");

        await _registry.AnswersAsync("POST", "/subjects/a/versions", Long, "422 42205");
        await _registry.AnswersAsync("POST", "/subjects/b/versions", Long, "422 42205");
        await _registry.RegisterAsync("b", "\"int\"");
        await _registry.AnswersAsync("GET", "/subjects/a/versions/2147483647/schema", "200 \"int\"");
    }
}
