using OrderPipeline.SchemaRegistry;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.Client;

[Trait("Category", "Unit")]
public sealed class RequestTests
{
    private const string Version = """{"subject":"orders-value","id":5,"version":2,"schema":"\"string\""}""";

    [Fact]
    public async Task A_registration_sends_the_schema_and_normalizes_on_demand()
    {
        var registry = new FakeRegistry().Answers(200, """{"id":5,"version":1,"guid":"x"}""");
        using var client = AClient.Over(registry);

        Assert.Equal(5, await client.RegisterSchemaAsync("orders-value", new Schema("\"string\""), normalize: true));

        var request = Assert.Single(registry.Seen);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/subjects/orders-value/versions?normalize=true", request.PathAndQuery);
        Assert.Equal("""{"schema":"\u0022string\u0022"}""", request.Body);
    }

    [Fact]
    public async Task References_go_out_and_come_back()
    {
        const string answer = """
            {"schema":"\"a.B\"","schemaType":"AVRO","references":[{"name":"a.B","subject":"b-value","version":3}]}
            """;
        var registry = new FakeRegistry().Answers(200, answer).Answers(200, """{"id":8}""");
        using var client = AClient.Over(registry);

        var schema = await client.GetSchemaAsync(8);
        Assert.Equal([new SchemaReference("a.B", "b-value", 3)], schema.References);

        await client.RegisterSchemaAsync("x-value", schema);
        Assert.Equal(
            """{"schema":"\u0022a.B\u0022","references":[{"name":"a.B","subject":"b-value","version":3}]}""",
            registry.Seen.Last().Body);
    }

    [Fact]
    public async Task Other_schema_languages_are_named()
    {
        var registry = new FakeRegistry().Answers(200, """{"schema":"{}","schemaType":"JSON"}""");
        using var client = AClient.Over(registry);

        Assert.Equal(SchemaType.Json, (await client.GetSchemaAsync(3)).SchemaType);
    }

    [Fact]
    public async Task Versions_are_read_by_number_and_by_latest()
    {
        var registry = new FakeRegistry().Answers(200, Version);
        using var client = AClient.Over(registry);

        var latest = await client.GetLatestSchemaAsync("orders-value");
        Assert.Equal(new RegisteredSchema("orders-value", 2, 5, new Schema("\"string\"")), latest);
        Assert.Equal(latest, await client.GetRegisteredSchemaAsync("orders-value", 2));
        Assert.Equal(
            ["/subjects/orders-value/versions/latest", "/subjects/orders-value/versions/2"],
            registry.Seen.Select(r => r.PathAndQuery));
    }

    [Fact]
    public async Task Subjects_are_escaped_in_the_path()
    {
        var registry = new FakeRegistry().Answers(200, "[1,2]");
        using var client = AClient.Over(registry);

        Assert.Equal([1, 2], await client.GetSubjectVersionsAsync("a/b c?é-value"));

        Assert.Equal("/subjects/a%2Fb%20c%3F%C3%A9-value/versions", Assert.Single(registry.Seen).PathAndQuery);
    }

    [Fact]
    public async Task A_subjects_compatibility_falls_back_to_the_global_one_and_can_be_set()
    {
        var registry = new FakeRegistry()
            .Answers(200, """{"compatibilityLevel":"FULL_TRANSITIVE"}""")
            .Answers(200, """{"compatibility":"BACKWARD"}""");
        using var client = AClient.Over(registry);

        Assert.Equal(Compatibility.FullTransitive, await client.GetCompatibilityAsync("orders-value"));
        await client.UpdateCompatibilityAsync(Compatibility.Backward);

        Assert.Equal("/config/orders-value?defaultToGlobal=true", registry.Seen.First().PathAndQuery);
        Assert.Equal("/config", registry.Seen.Last().PathAndQuery);
        Assert.Equal("PUT", registry.Seen.Last().Method);
        Assert.Equal("""{"compatibility":"BACKWARD"}""", registry.Seen.Last().Body);
    }

    [Fact]
    public async Task A_schema_can_be_tested_against_the_latest_version()
    {
        var registry = new FakeRegistry().Answers(200, """{"is_compatible":false}""");
        using var client = AClient.Over(registry);

        Assert.False(await client.IsCompatibleAsync("orders-value", AClient.OrderSchema));
        Assert.Equal(
            "/compatibility/subjects/orders-value/versions/latest?verbose=true",
            registry.Seen.Single().PathAndQuery);
    }
}
