extern alias generator;

using Avro.SourceGenerator.Tests.Running;
using Microsoft.CodeAnalysis;
using Xunit;
using Steps = generator::OrderPipeline.Avro.SourceGenerator.AvroSourceGenerator;

namespace Avro.SourceGenerator.Tests;

[Trait("Category", "Unit")]
public sealed class CachingTests
{
    private const string First =
        """{"type":"record","name":"First","namespace":"a","fields":[{"name":"x","type":"int"}]}""";
    private const string Second = """{"type":"enum","name":"Second","namespace":"a","symbols":["s"]}""";

    private static bool IsKept(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    [Fact]
    public void A_run_after_a_change_of_code_takes_everything_from_the_cache()
    {
        var run = GeneratorRun.Over(("a.avsc", First), ("b.avsc", Second)).WithCode("class Other;");
        Assert.All(
            new[] { Steps.FilesStep, Steps.SetStep, Steps.TypesStep }.SelectMany(run.Reasons),
            reason => Assert.True(IsKept(reason), reason.ToString()));
        Assert.NotEmpty(run.OutputReasons());
        Assert.All(run.OutputReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_change_of_whitespace_in_a_schema_makes_no_code_again()
    {
        var run = GeneratorRun.Over(("a.avsc", First), ("b.avsc", Second))
            .WithSchemas(("a.avsc", First.Replace(",", ",\n ", StringComparison.Ordinal)), ("b.avsc", Second));
        Assert.All(run.Reasons(Steps.TypesStep), reason => Assert.True(IsKept(reason), reason.ToString()));
        Assert.All(run.OutputReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_change_of_one_type_makes_only_its_code_again()
    {
        var run = GeneratorRun.Over(("a.avsc", First), ("b.avsc", Second))
            .WithSchemas(("a.avsc", First), ("b.avsc", Second.Replace("\"s\"", "\"t\"", StringComparison.Ordinal)));
        Assert.Equal(1, run.Reasons(Steps.TypesStep).Count(reason => !IsKept(reason)));
        Assert.Contains("t = 0,", run.Code("a.Second.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_one_file_leaves_the_code_of_the_others_in_the_cache()
    {
        var run = GeneratorRun.Over(("a.avsc", First), ("b.avsc", Second))
            .WithSchemas(("a.avsc", First), ("b.avsc", "{"));
        Assert.Equal("AVRO007", Assert.Single(run.Problems).Id);
        Assert.Equal(["a.First.g.cs"], run.Files);
        Assert.All(run.Reasons(Steps.TypesStep), reason => Assert.True(
            IsKept(reason) || reason == IncrementalStepRunReason.Removed, reason.ToString()));
    }

    [Fact]
    public void A_type_is_made_again_when_a_type_of_another_file_that_it_uses_changes()
    {
        const string user = """
            {"type":"record","name":"User","namespace":"a","fields":[{"name":"s","type":"Second"}]}
            """;
        var changed = Second.Replace("\"s\"", "\"t\"", StringComparison.Ordinal);
        var run = GeneratorRun.Over(("a.avsc", First), ("b.avsc", Second), ("c.avsc", user))
            .WithSchemas(("a.avsc", First), ("b.avsc", changed), ("c.avsc", user));
        Assert.Equal(2, run.Reasons(Steps.TypesStep).Count(reason => !IsKept(reason)));
        Assert.Contains("\\\"t\\\"", run.Code("a.User.g.cs"), StringComparison.Ordinal);
    }
}
