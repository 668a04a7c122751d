using System.Text.Json;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Plans;
using SchemaRegistry.Tests.Fakes;
using TestKit;
using TestKit.Memory;
using Xunit;

namespace SchemaRegistry.Tests.Plans;

[Trait("Category", "Unit")]
public sealed class ReaderPlansTests
{
    private const string IntId =
        """{"type":"record","name":"Order","fields":[{"name":"orderId","type":"int"}]}""";

    private static readonly AvroSchema Reader = AvroSchema.Parse(AClient.OrderText);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_plan_is_loaded_once_and_found_from_then_on()
    {
        var registry = new FakeRegistry().Answers(200, SchemaBody(AClient.OrderText));
        using var client = AClient.Over(registry);
        var plans = new ReaderPlans(Reader, client);
        Assert.False(plans.TryGet(7, out _));

        var loaded = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => plans.LoadAsync(7))));

        Assert.Single(registry.Seen);
        Assert.True(plans.TryGet(7, out var plan));
        Assert.Same(plan, await plans.LoadAsync(7));
        Assert.Contains(plan, loaded);
        Assert.Equal((7, true, true), (plan.SchemaId, plan.IsIdentity, plan.IsCompatible));
    }

    [Fact]
    public async Task A_schema_that_does_not_resolve_gives_a_plan_that_names_the_field()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, SchemaBody(IntId)));

        var plan = await new ReaderPlans(Reader, client).LoadAsync(7);

        Assert.False(plan.IsCompatible);
        Assert.False(plan.IsIdentity);
        Assert.StartsWith("schema id 7 does not resolve: orderId", plan.Incompatibility, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"schema":"{","schemaType":"AVRO"}""", "schema id 7 is not a valid Avro schema: ")]
    [InlineData("""{"schema":"\"nothing.known\""}""", "schema id 7 is not a valid Avro schema: ")]
    [InlineData("""{"schema":"{}","schemaType":"PROTOBUF"}""", "schema id 7 is not an Avro schema")]
    [InlineData("""{"schema":"{}","schemaType":"COBOL"}""", "schema id 7 is not an Avro schema")]
    public async Task A_schema_that_is_not_Avro_gives_a_plan_that_says_so(string answer, string words)
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, answer));

        var plan = await new ReaderPlans(Reader, client).LoadAsync(7);

        Assert.StartsWith(words, plan.Incompatibility, StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_are_fetched_deepest_first()
    {
        const string outer = """{"type":"record","name":"Order","fields":[{"name":"orderId","type":"a.Outer"}]}""";
        const string middle = """{"type":"record","name":"a.Outer","fields":[{"name":"x","type":"a.Inner"}]}""";
        const string inner = """{"type":"fixed","name":"a.Inner","size":2}""";
        var registry = new FakeRegistry()
            .Answers(200, SchemaBody(outer, """{"name":"a.Outer","subject":"outer","version":2}"""))
            .Answers(200, VersionBody("outer", 2, middle, """{"name":"a.Inner","subject":"inner","version":1}"""))
            .Answers(200, VersionBody("inner", 1, inner));
        using var client = AClient.Over(registry);

        var plan = await new ReaderPlans(Reader, client).LoadAsync(7);

        Assert.StartsWith("schema id 7 does not resolve: orderId", plan.Incompatibility, StringComparison.Ordinal);
        Assert.Equal(
            ["/schemas/ids/7", "/subjects/outer/versions/2?deleted=true", "/subjects/inner/versions/1?deleted=true"],
            registry.Seen.Select(r => r.PathAndQuery));
    }

    [Fact]
    public async Task References_that_meet_again_are_fetched_once_and_the_latest_can_be_meant()
    {
        const string text = """{"type":"record","name":"Order","fields":[{"name":"orderId","type":"string"},"""
            + """{"name":"a","type":"x.A"},{"name":"b","type":"x.B"}]}""";
        const string a = """{"type":"record","name":"x.A","fields":[{"name":"c","type":"x.C"}]}""";
        const string b = """{"type":"record","name":"x.B","fields":[{"name":"c","type":"x.C"}]}""";
        const string c = """{"name":"x.C","subject":"c","version":4}""";
        var registry = new FakeRegistry()
            .Answers(200, SchemaBody(
                text, """{"name":"x.A","subject":"a","version":1},{"name":"x.B","subject":"b","version":-1}"""))
            .Answers(200, VersionBody("a", 1, a, c))
            .Answers(200, VersionBody("c", 4, """{"type":"fixed","name":"x.C","size":2}"""))
            .Answers(200, VersionBody("b", 9, b, c));
        using var client = AClient.Over(registry);

        var plan = await new ReaderPlans(Reader, client).LoadAsync(7);

        Assert.True(plan.IsCompatible, plan.Incompatibility);
        Assert.Equal(
            ["/schemas/ids/7", "/subjects/a/versions/1?deleted=true", "/subjects/c/versions/4?deleted=true",
                "/subjects/b/versions/latest"],
            registry.Seen.Select(r => r.PathAndQuery));
    }

    [Fact]
    public async Task References_in_a_circle_end_and_are_told()
    {
        var registry = new FakeRegistry()
            .Answers(200, SchemaBody("\"a.A\"", """{"name":"a.A","subject":"a","version":1}"""))
            .Answers(200, VersionBody("a", 1, "\"b.B\"", """{"name":"b.B","subject":"b","version":2}"""))
            .Answers(200, VersionBody("b", 2, "\"a.A\"", """{"name":"a.A","subject":"a","version":1}"""));
        using var client = AClient.Over(registry);

        var plan = await new ReaderPlans(Reader, client).LoadAsync(7);

        Assert.Equal(
            "schema id 7 cannot be put together: it refers to itself: a version 1 → b version 2 → a version 1",
            plan.Incompatibility);
    }

    [Fact]
    public async Task References_that_go_on_and_on_end_and_are_told()
    {
        var depth = 0;
        var registry = new FakeRegistry().Answers((request, _) =>
        {
            var next = Interlocked.Increment(ref depth);
            var reference = $$"""{"name":"x.X{{next}}","subject":"s{{next}}","version":1}""";
            return Task.FromResult(FakeRegistry.Response(200, next == 1
                ? SchemaBody("\"x.X1\"", reference)
                : VersionBody($"s{next - 1}", 1, $"\"x.X{next}\"", reference)));
        });
        using var client = AClient.Over(registry);

        var plan = await new ReaderPlans(Reader, client).LoadAsync(7);

        Assert.Equal("schema id 7 cannot be put together: its references go deeper than 64", plan.Incompatibility);
        Assert.Equal(65, registry.Seen.Count);
    }

    [Fact]
    public async Task A_reference_that_is_not_there_is_named_and_asked_for_again()
    {
        var registry = new FakeRegistry()
            .Answers(200, SchemaBody("\"a.A\"", """{"name":"a.A","subject":"a","version":3}"""))
            .Answers(404, """{"error_code":40402,"message":"no such version"}""");
        using var client = AClient.Over(registry);
        var plans = new ReaderPlans(Reader, client);

        for (var again = 0; again < 2; again++)
        {
            var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => plans.LoadAsync(7));
            Assert.Equal(
                (SchemaRegistryFailure.NotFound, SchemaRegistryException.VersionNotFound),
                (error.Failure, error.ErrorCode));
            Assert.StartsWith(
                "schema id 7: it refers to a version 3, which is unknown: ", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(3, registry.Seen.Count);
    }

    [Theory]
    [InlineData(404, """{"error_code":40403,"message":"no"}""", SchemaRegistryFailure.NotFound)]
    [InlineData(503, "", SchemaRegistryFailure.Unreachable)]
    [InlineData(401, "", SchemaRegistryFailure.Unauthorized)]
    public async Task What_the_registry_cannot_tell_is_thrown_and_asked_again(
        int status, string body, SchemaRegistryFailure failure)
    {
        var registry = new FakeRegistry().Answers(status, body).Answers(200, SchemaBody(AClient.OrderText));
        using var client = AClient.Over(registry, o => { o.Retries = 0; o.UnknownIdTime = TimeSpan.Zero; });
        var plans = new ReaderPlans(Reader, client);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => plans.LoadAsync(7));

        Assert.Equal(failure, error.Failure);
        Assert.True((await Eventually.Ends(plans.LoadAsync(7), Bound)).IsIdentity);
    }

    [Fact]
    public async Task Plans_in_use_stay_while_ten_thousand_others_pass_through()
    {
        var registry = new FakeRegistry().Answers((_, _) =>
            Task.FromResult(FakeRegistry.Response(200, SchemaBody(AClient.OrderText))));
        using var client = AClient.Over(registry, o => o.MaxCachedSchemas = 1);
        var plans = new ReaderPlans(Reader, client, capacity: 8);
        await plans.LoadAsync(1);

        for (var id = 2; id <= 10_000; id++)
        {
            Assert.True(plans.TryGet(1, out _));
            await plans.LoadAsync(id);
        }

        Assert.Equal(10_000, registry.Seen.Count);
        Assert.Equal(8, Enumerable.Range(1, 10_000).Count(id => plans.TryGet(id, out _)));
    }

    [Fact]
    public async Task A_warm_look_up_allocates_nothing()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, SchemaBody(AClient.OrderText)));
        var plans = new ReaderPlans(Reader, client);
        await plans.LoadAsync(7);

        Assert.Equal(0, Allocations.Of(() => plans.TryGet(7, out _)));
    }

    private static string SchemaBody(string schema, string references = "") =>
        $$"""{"schema":{{JsonSerializer.Serialize(schema)}},"references":[{{references}}]}""";

    private static string VersionBody(string subject, int version, string schema, string references = "") =>
        $$"""{"subject":"{{subject}}","id":9,"version":{{version}}""" +
        $$""","schema":{{JsonSerializer.Serialize(schema)}},"references":[{{references}}]}""";
}
