using Tidy.Tests.Files;

namespace Tidy.Tests.RuleTests;

[Trait("Category", "Unit")]
public sealed class ExceptionListTests
{
    private static readonly Breach Long = new("src/A.cs", 7, "too long");

    [Fact]
    public void An_exception_allows_its_file_to_break_its_rule_and_no_other()
    {
        var list = new ExceptionList(["# a remark", "", "line-length | src/A.cs | a table of constants"]);

        Assert.Empty(list.NotAllowed("line-length", [Long]));
        Assert.Single(list.NotAllowed("file-length", [Long]));
        Assert.Single(list.NotAllowed("line-length", [Long with { Path = "src/B.cs" }]));
    }

    [Fact]
    public void An_exception_that_nothing_needs_is_reported()
    {
        var list = new ExceptionList(["line-length | src/A.cs | a table of constants"]);

        Assert.Empty(list.Unneeded("line-length", [Long]));
        Assert.Equal(
            ["src/A.cs no longer breaks line-length: take it out of exceptions.txt"],
            list.Unneeded("line-length", []));
    }

    [Theory]
    [InlineData("line-length | src/A.cs")]
    [InlineData("line-length | src/A.cs | ")]
    public void An_exception_without_a_reason_is_refused(string line)
    {
        Assert.Throws<FormatException>(() => new ExceptionList([line]));
    }
}
