using System.Text.Json;
using OrderPipeline.SchemaRegistry;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.Subjects;

[Trait("Category", "Unit")]
public sealed class SubjectRegistrarTests
{
    private const string Found = """{"subject":"orders-value","id":4,"version":1,"schema":"\"string\""}""";
    private const string NoSubject = """{"error_code":40401,"message":"Subject not found"}""";
    private const string NoSchema = """{"error_code":40403,"message":"Schema not found"}""";

    [Fact]
    public async Task A_schema_that_is_there_is_only_looked_up()
    {
        var registry = new FakeRegistry().Answers(200, Found);
        using var client = AClient.Over(registry);

        Assert.Equal(4, await new SubjectRegistrar(client, true).EnsureAsync("orders-value", AClient.OrderSchema));

        Assert.Equal("/subjects/orders-value", Assert.Single(registry.Seen).PathAndQuery);
    }

    [Fact]
    public async Task The_first_version_is_registered_by_whoever_needs_it()
    {
        var registry = new FakeRegistry().Answers(404, NoSubject).Answers(200, """{"id":6}""");
        using var client = AClient.Over(registry);

        Assert.Equal(6, await new SubjectRegistrar(client, false).EnsureAsync("orders-value", AClient.OrderSchema));

        Assert.Equal("/subjects/orders-value/versions", registry.Seen.Last().PathAndQuery);
    }

    [Fact]
    public async Task A_later_version_is_refused_with_the_command_that_registers_it()
    {
        var registry = new FakeRegistry().Answers(404, NoSchema);
        using var client = AClient.Over(registry);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => new SubjectRegistrar(client, false).EnsureAsync("orders-value", AClient.OrderSchema));

        Assert.Equal(SchemaRegistryFailure.NotFound, error.Failure);
        Assert.Equal(
            "subject orders-value has other schemas than ours; run \"producer setup\" to register ours, "
            + "or set SchemaRegistry:AutoRegister",
            error.Message);
        Assert.Single(registry.Seen);
    }

    [Fact]
    public async Task A_later_version_is_registered_by_setup()
    {
        var registry = new FakeRegistry().Answers(404, NoSchema).Answers(200, """{"id":7}""");
        using var client = AClient.Over(registry);

        Assert.Equal(7, await new SubjectRegistrar(client, true).EnsureAsync("orders-value", AClient.OrderSchema));
    }

    [Fact]
    public async Task A_registry_without_codes_is_asked_for_the_versions()
    {
        var registry = new FakeRegistry()
            .Answers(404, """{"error_code":404,"message":"no"}""").Answers(200, "[1]");
        using var client = AClient.Over(registry);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => new SubjectRegistrar(client, false).EnsureAsync("orders-value", AClient.OrderSchema));

        Assert.Contains("producer setup", error.Message, StringComparison.Ordinal);
        Assert.Equal("/subjects/orders-value/versions", registry.Seen.Last().PathAndQuery);
    }

    [Fact]
    public async Task An_incompatible_schema_is_refused_with_the_subject_and_the_registrys_reason()
    {
        var registry = new FakeRegistry()
            .Answers(404, NoSchema)
            .Answers(409, """{"error_code":409,"message":"price: was float"}""")
            .Answers(404, NoSchema)
            .Answers(500, "");
        using var client = AClient.Over(registry);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => new SubjectRegistrar(client, true).EnsureAsync("orders-value", AClient.OrderSchema));

        Assert.Equal(SchemaRegistryFailure.Incompatible, error.Failure);
        Assert.Equal(
            "our schema cannot become a version of subject orders-value: Schema Registry "
            + "http://registry.test:8081: refuses the schema as incompatible: price: was float",
            error.Message);
    }

    [Fact]
    public async Task Each_difference_is_told_where_the_registry_names_them()
    {
        // As Confluent's registry words it: an entry for each difference, then what it compared with.
        const string missing = "The field 'x' at path '/fields/1' in the new schema has no default value";
        var test = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["is_compatible"] = false,
            ["messages"] = (string[])
            [
                $"{{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE', description:'{missing}', additionalInfo:'x'}}",
                "price: float became string",
                "price: float became string",
                "{oldSchemaVersion: 1}",
                "{oldSchema: '{}'}",
                "{validateFields: 'false', compatibility: 'BACKWARD'}",
            ],
        });
        var registry = new FakeRegistry()
            .Answers(404, NoSchema)
            .Answers(409, """{"error_code":409,"message":"incompatible"}""")
            .Answers(404, NoSchema)
            .Answers(200, test);
        using var client = AClient.Over(registry);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => new SubjectRegistrar(client, true).EnsureAsync("orders-value", AClient.OrderSchema));

        Assert.Equal((SchemaRegistryFailure.Incompatible, 409), (error.Failure, error.ErrorCode));
        Assert.Equal([missing, "price: float became string"], error.Incompatibilities);
        Assert.Equal(
            $"our schema cannot become a version of subject orders-value: {missing}; price: float became string",
            error.Message);
        Assert.Equal(
            "/compatibility/subjects/orders-value/versions?verbose=true", registry.Seen.Last().PathAndQuery);
    }

    [Fact]
    public async Task Two_programs_that_register_a_first_version_together_both_get_its_id()
    {
        var registry = new FakeRegistry()
            .Answers(404, NoSubject)
            .Answers(
                409, """{"error_code":409,"message":"already exists"}""").Answers(200, Found);
        using var client = AClient.Over(registry);

        Assert.Equal(4, await new SubjectRegistrar(client, false).EnsureAsync("orders-value", AClient.OrderSchema));
    }

    [Fact]
    public async Task A_registry_that_is_down_stays_a_registry_that_is_down()
    {
        using var client = AClient.Over(new FakeRegistry().Breaks());

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => new SubjectRegistrar(client, true).EnsureAsync("orders-value", AClient.OrderSchema));

        Assert.Equal(SchemaRegistryFailure.Unreachable, error.Failure);
    }
}
