using Tidy.Tests.Rules.Structure;

namespace Tidy.Tests.RuleTests;

[Trait("Category", "Unit")]
public sealed class StructureRuleTests
{
    private const string GoodAdr =
        "# 1. Own Avro\n\n## Status\n\n## Context\n\n## Decision\n\n## Consequences\n\n## When to look again\n";

    [Theory]
    [InlineData("Messaging", "Contracts")]
    [InlineData("Producer", "LocalCluster")]
    [InlineData("Contracts", "Messaging")]
    [InlineData("Avro", "SchemaRegistry")]
    public void A_reference_outside_the_table_is_caught(string project, string referenced)
    {
        var text = $"<Project><ProjectReference Include=\"..\\{referenced}\\{referenced}.csproj\" /></Project>";

        Assert.Equal(
            [$"src/{project}/{project}.csproj: {project} may not reference {referenced}"],
            Breaches.Of(new ReferenceRule(), $"src/{project}/{project}.csproj", text));
    }

    [Fact]
    public void A_project_that_is_not_in_the_table_is_caught()
    {
        Assert.Single(Breaches.Of(new ReferenceRule(), "src/New/New.csproj", "<Project />"));
    }

    [Fact]
    public void A_package_in_avro_is_caught()
    {
        var text = "<Project><ItemGroup><PackageReference Include=\"Confluent.Kafka\" /></ItemGroup></Project>";

        Assert.Single(Breaches.Of(new ReferenceRule(), "src/Avro/Avro.csproj", text));
    }

    [Fact]
    public void Two_log_events_with_one_number_are_caught()
    {
        var text = "class A { [LoggerMessage(EventId = 5001)] void M(); EventId E = new EventId(5001); }";

        Assert.Equal(
            ["src/Messaging/A.cs:1: event 5001 is already in src/Messaging/A.cs"],
            Breaches.Of(new EventIdRule(), "src/Messaging/A.cs", text));
    }

    [Fact]
    public void A_log_event_outside_its_projects_numbers_is_caught()
    {
        var text = "class A { [LoggerMessage(EventId = 2001)] void M(); }";

        Assert.Equal(
            ["src/Producer/A.cs:1: event 2001 lies outside the numbers of Producer"],
            Breaches.Of(new EventIdRule(), "src/Producer/A.cs", text));
    }

    [Theory]
    [InlineData("docs/adr/1-own-avro.md", GoodAdr)]
    [InlineData("docs/adr/0002-own-avro.md", GoodAdr)]
    [InlineData("docs/adr/0001-a.md", "## Status\n## Decision\n## Consequences\n## When to look again\n")]
    [InlineData("docs/adr/0001-a.md", "## Status\n## Decision\n## Context\n## Consequences\n## When to look again\n")]
    public void A_decision_of_another_form_is_caught(string path, string text)
    {
        Assert.NotEmpty(Breaches.Of(new AdrRule(), path, text));
    }

    [Fact]
    public void Decisions_in_form_and_order_are_fine()
    {
        Assert.Empty(Breaches.Of(new AdrRule(), ("docs/adr/0002-b.md", GoodAdr), ("docs/adr/0001-a.md", GoodAdr)));
    }

    [Theory]
    [InlineData("src/A/obj/project.assets.json")]
    [InlineData("tests/Node/node_modules/avsc/index.js")]
    [InlineData("lib/librdkafka.so")]
    public void The_output_of_a_tool_is_caught(string path)
    {
        Assert.Single(Breaches.Of(new TrackedOutputRule(), path, ""));
    }

    [Fact]
    public void A_word_of_the_script_that_the_guide_does_not_name_is_caught()
    {
        var script = ("dev", "case $1 in\n  test) run ;;\n  soak) run ;;\n");
        var guide = ("CONTRIBUTING.md", "`./dev test`");

        Assert.Equal(
            ["dev:3: CONTRIBUTING.md does not name `./dev soak`"],
            Breaches.Of(new DevCommandRule(), script, guide));
    }
}
