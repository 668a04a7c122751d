using OrderPipeline.SchemaRegistry;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.Client;

[Trait("Category", "Unit")]
public sealed class AdministrationTests
{
    private static readonly Schema Int = new("\"int\"");

    [Fact]
    public async Task Subjects_are_listed_by_prefix_and_with_deleted_ones()
    {
        const string found = """["a-value","a-key"]""";
        await AsksAsync(found, "GET /subjects?subjectPrefix=%3A%2A%3Aa&deleted=true", async client =>
            Assert.Equal(["a-value", "a-key"], await client.GetSubjectsAsync(":*:a", includeDeleted: true)));
        await AsksAsync("[]", "GET /subjects", async client => Assert.Empty(await client.GetAllSubjectsAsync()));
        await AsksAsync("[1,3]", "GET /subjects/a/versions?deleted=true", async client =>
            Assert.Equal([1, 3], await client.GetSubjectVersionsAsync("a", true)));
        await AsksAsync("""[".","orders"]""", "GET /contexts", async client =>
            Assert.Equal([".", "orders"], await client.GetContextsAsync()));
    }

    [Fact]
    public async Task An_id_is_asked_for_its_schema_its_subjects_and_its_versions()
    {
        const string schema = """{"schema":"\"int\""}""";
        await AsksAsync(schema, "GET /schemas/ids/7?subject=%3A.x%3Aa&format=resolved", async client =>
            Assert.Equal(Int, await client.GetSchemaBySubjectAndIdAsync(":.x:a", 7, "resolved")));
        await AsksAsync(schema, "GET /schemas/ids/7?format=resolved", async client =>
            Assert.Equal(Int, await client.GetSchemaAsync(7, "resolved")));
        await AsksAsync(schema, "GET /schemas/guids/0a0b0c0d-0102-0304-0506-0708090a0b0c", async client =>
            Assert.Equal(Int, await client.GetSchemaByGuidAsync(new Guid("0a0b0c0d-0102-0304-0506-0708090a0b0c"))));
        await AsksAsync("""["a"]""", "GET /schemas/ids/7/subjects?deleted=true", async client =>
            Assert.Equal(["a"], await client.GetSchemaSubjectsAsync(7, true)));
        await AsksAsync("""[{"subject":"a","version":2}]""", "GET /schemas/ids/7/versions", async client =>
            Assert.Equal([new SubjectVersion("a", 2)], await client.GetSchemaVersionsAsync(7)));
        await AsksAsync("""["AVRO"]""", "GET /schemas/types", async client =>
            Assert.Equal(["AVRO"], await client.GetSchemaTypesAsync()));
        await AsksAsync("[8,9]", "GET /subjects/a/versions/2/referencedby", async client =>
            Assert.Equal([8, 9], await client.GetReferencingSchemasAsync("a", 2)));
    }

    [Fact]
    public async Task Versions_and_subjects_are_deleted_softly_and_for_good()
    {
        await AsksAsync("2", "DELETE /subjects/a/versions/2", async client =>
            Assert.Equal(2, await client.DeleteSchemaVersionAsync("a", 2)));
        await AsksAsync("2", "DELETE /subjects/a/versions/2?permanent=true", async client =>
            Assert.Equal(2, await client.DeleteSchemaVersionAsync("a", 2, permanent: true)));
        await AsksAsync("[1,2]", "DELETE /subjects/a", async client =>
            Assert.Equal([1, 2], await client.DeleteSubjectAsync("a")));
        await AsksAsync("[1,2]", "DELETE /subjects/a?permanent=true", async client =>
            Assert.Equal([1, 2], await client.DeleteSubjectAsync("a", permanent: true)));
    }

    [Fact]
    public async Task What_is_deleted_is_forgotten_here_too()
    {
        var registry = new FakeRegistry()
            .Answers(200, """{"id":5}""").Answers(200, "[1]").Answers(200, """{"id":6}""");
        using var client = AClient.Over(registry);
        await client.RegisterSchemaAsync("a", Int);

        await client.DeleteSubjectAsync("a");

        Assert.Equal(6, await client.RegisterSchemaAsync("a", Int));
    }

    [Fact]
    public async Task A_version_is_fetched_once_until_the_caches_are_cleared()
    {
        var registry = new FakeRegistry().Answers(
            200,
            """{"subject":"a","version":1,"id":5,"schema":"\"int\"","guid":"0a0b0c0d-0102-0304-0506-0708090a0b0c"}""");
        using var client = AClient.Over(registry);

        var first = await client.GetRegisteredSchemaAsync("a", 1);
        Assert.Same(first, await client.GetRegisteredSchemaAsync("a", 1));
        Assert.Equal(new Guid("0a0b0c0d-0102-0304-0506-0708090a0b0c"), first.Guid);
        Assert.Single(registry.Seen);

        client.ClearCaches();
        await client.GetRegisteredSchemaAsync("a", 1);
        Assert.Equal(2, registry.Seen.Count);
    }

    [Fact]
    public async Task A_schema_is_tested_against_one_version_or_all_with_the_reasons()
    {
        const string no = """{"is_compatible":false,"messages":["price:\nint","",null]}""";
        await AsksAsync(no, "POST /compatibility/subjects/a/versions/3?verbose=true&normalize=true", async client =>
        {
            var found = await client.TestCompatibilityAsync("a", Int, 3, normalize: true);
            Assert.False(found.IsCompatible);
            Assert.Equal(["price: int"], found.Messages);
        });
        await AsksAsync("""{"is_compatible":true}""", "POST /compatibility/subjects/a/versions?verbose=true",
            async client =>
            {
                var found = await client.TestCompatibilityWithSubjectAsync("a", Int);
                Assert.True(found.IsCompatible);
                Assert.Empty(found.Messages);
            });
        await AsksAsync("""{"is_compatible":false,"reason":"no"}""",
            "POST /compatibility/subjects/a/versions/latest?verbose=true",
            async client => Assert.Equal(["no"], (await client.TestCompatibilityAsync("a", Int)).Messages));
    }

    [Fact]
    public async Task Settings_are_read_set_and_taken_away()
    {
        const string config = """{"compatibilityLevel":"FULL","normalize":true,"alias":"b","compatibilityGroup":"v"}""";
        await AsksAsync(config, "GET /config/a", async client => Assert.Equal(
            new ServerConfig
            {
                Compatibility = Compatibility.Full,
                Normalize = true,
                Alias = "b",
                CompatibilityGroup = "v",
            },
            await client.GetConfigAsync("a", defaultToGlobal: false)));
        await AsksAsync(config, "GET /config", async client => await client.GetConfigAsync());
        await AsksAsync("""{"compatibility":"NONE"}""", """PUT /config/a {"compatibility":"NONE","normalize":false}""",
            client => client.UpdateConfigAsync(
                new ServerConfig { Compatibility = Compatibility.None, Normalize = false }, "a"));
        await AsksAsync(
            """{"compatibilityLevel":"FULL"}""", "DELETE /config/a", client => client.DeleteConfigAsync("a"));
    }

    [Fact]
    public async Task Modes_are_read_set_and_taken_away()
    {
        await AsksAsync("""{"mode":"IMPORT"}""", "GET /mode/a?defaultToGlobal=true", async client =>
            Assert.Equal(RegistryMode.Import, await client.GetModeAsync("a")));
        await AsksAsync("""{"mode":"READWRITE"}""", "GET /mode", async client =>
            Assert.Equal(RegistryMode.ReadWrite, await client.GetModeAsync()));
        await AsksAsync("""{"mode":"READONLY"}""", """PUT /mode/a?force=true {"mode":"READONLY"}""", client =>
            client.UpdateModeAsync(RegistryMode.ReadOnly, "a", force: true));
        await AsksAsync("""{"mode":"READONLY"}""", "DELETE /mode/a", client => client.DeleteModeAsync("a"));
    }

    [Theory]
    [InlineData("""{"mode":"ASLEEP"}""")]
    [InlineData("""{"compatibilityLevel":"SIDEWAYS"}""")]
    public async Task A_word_that_is_not_known_is_an_error(string answer)
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, answer));

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(async () =>
        {
            if (answer.Contains("mode", StringComparison.Ordinal))
                await client.GetModeAsync();
            else
                await client.GetCompatibilityAsync();
        });

        Assert.Equal(SchemaRegistryFailure.BadAnswer, error.Failure);
    }

    [Fact]
    public async Task A_registration_gives_version_and_guid_where_the_registry_does()
    {
        const string answer = """{"id":5,"version":2,"guid":"0a0b0c0d-0102-0304-0506-0708090a0b0c"}""";
        await AsksAsync(answer, """POST /subjects/a/versions {"schema":"\u0022int\u0022"}""", async client =>
        {
            var registered = await client.RegisterSchemaWithResponseAsync("a", Int);
            Assert.Equal(
                new RegisteredSchema("a", 2, 5, Int) { Guid = new Guid("0a0b0c0d-0102-0304-0506-0708090a0b0c") },
                registered);
            Assert.Equal(5, await client.GetSchemaIdAsync("a", Int));
        });
    }

    [Fact]
    public async Task A_registration_is_looked_up_where_the_registry_gives_the_id_only()
    {
        var registry = new FakeRegistry().Answers(200, """{"id":5}""")
            .Answers(200, """{"subject":"a","version":3,"id":5,"schema":"\"int\""}""");
        using var client = AClient.Over(registry);

        Assert.Equal(3, (await client.RegisterSchemaWithResponseAsync("a", Int)).Version);
        Assert.Equal("/subjects/a", registry.Seen.Last().PathAndQuery);
    }

    [Fact]
    public async Task An_import_asks_for_the_very_id_and_version()
    {
        await AsksAsync(
            """{"id":70}""",
            """POST /subjects/a/versions {"schema":"\u0022int\u0022","id":70,"version":4}""",
            client => client.ImportSchemaAsync(new RegisteredSchema("a", 4, 70, Int)));
        await AsksAsync(
            """{"id":71}""",
            """POST /subjects/a/versions {"schema":"\u0022int\u0022","id":70,"version":4}""",
            async client => Assert.Equal(
                SchemaRegistryFailure.BadAnswer,
                (await Assert.ThrowsAsync<SchemaRegistryException>(
                    () => client.ImportSchemaAsync(new RegisteredSchema("a", 4, 70, Int)))).Failure));
    }

    [Fact]
    public async Task A_look_up_counts_deleted_versions_on_demand()
    {
        const string answer = """{"subject":"a","version":3,"id":5,"schema":"\"int\""}""";
        await AsksAsync(answer, """POST /subjects/a?normalize=true&deleted=true {"schema":"\u0022int\u0022"}""",
            client => client.LookupSchemaAsync("a", Int, ignoreDeletedSchemas: false, normalize: true));
    }

    private static async Task AsksAsync(string answer, string request, Func<CachedSchemaRegistryClient, Task> call)
    {
        var registry = new FakeRegistry().Answers(200, answer);
        using var client = AClient.Over(registry);

        await call(client);

        var seen = Assert.Single(registry.Seen);
        var line = $"{seen.Method} {seen.PathAndQuery}";
        Assert.Equal(request, request.Contains('{', StringComparison.Ordinal) ? $"{line} {seen.Body}" : line);
    }
}
