using OrderPipeline.Avro.Compatibility;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Compatibility;

[Trait("Category", "Unit")]
public sealed class CompatibilityLevelTests
{
    // 1 and 3 differ from 2 by what is read: int data as long is fine, long as int is not.
    private static readonly SchemaVersion[] History =
        [new("1", Of("float")), new("2", Of("int")), new("3", Of("long"))];

    [Theory]
    [InlineData(CompatibilityLevel.None, "string", "")]
    [InlineData(CompatibilityLevel.Backward, "long", "")]
    [InlineData(CompatibilityLevel.Backward, "int", "<3")]
    [InlineData(CompatibilityLevel.BackwardTransitive, "long", "<1")]
    [InlineData(CompatibilityLevel.BackwardTransitive, "double", "")]
    [InlineData(CompatibilityLevel.Forward, "int", "")]
    [InlineData(CompatibilityLevel.Forward, "double", ">3")]
    [InlineData(CompatibilityLevel.ForwardTransitive, "int", "")]
    [InlineData(CompatibilityLevel.ForwardTransitive, "long", ">2")]
    [InlineData(CompatibilityLevel.Full, "long", "")]
    [InlineData(CompatibilityLevel.Full, "int", "<3")]
    [InlineData(CompatibilityLevel.Full, "double", ">3")]
    [InlineData(CompatibilityLevel.FullTransitive, "long", ">2 <1")]
    [InlineData(CompatibilityLevel.FullTransitive, "string", "<3 >3 <2 >2 <1 >1")]
    public void A_level_says_which_versions_count_and_who_reads(
        CompatibilityLevel level, string candidate, string expected)
    {
        var found = SchemaCompatibility.Check(level, Of(candidate), History);
        var words = found.Select(each =>
            (each.Direction == CompatibilityDirection.Backward ? "<" : ">") + each.Version);
        Assert.Equal(expected, string.Join(' ', words));
    }

    [Fact]
    public void A_first_version_is_always_compatible() =>
        Assert.Empty(SchemaCompatibility.Check(CompatibilityLevel.FullTransitive, Of("int"), []));

    [Fact]
    public void An_incompatibility_names_the_version_and_who_cannot_read()
    {
        var found = SchemaCompatibility.Check(CompatibilityLevel.Full, Of("string"), History);
        Assert.Equal(
            [
                "the new version cannot read data of version 3: $: the writer has long, the reader string",
                "version 3 cannot read data of the new version: $: the writer has string, the reader long",
            ],
            found.Select(each => each.ToString()));
    }

    private static AvroSchema Of(string type) => AvroSchema.Parse($"\"{type}\"");
}
