using Tidy.Tests.Rules.Sizes;

namespace Tidy.Tests.RuleTests;

[Trait("Category", "Unit")]
public sealed class SizeRuleTests
{
    [Theory]
    [InlineData("src/Avro/A.cs", 400)]
    [InlineData("tests/Avro.Tests/A.cs", 600)]
    [InlineData("src/Producer/Program.cs", 40)]
    [InlineData("README.md", 300)]
    [InlineData("docs/adr/0001-a.md", 80)]
    [InlineData(".editorconfig", 150)]
    public void A_file_of_one_line_too_many_is_caught(string path, int limit)
    {
        var rule = new FileLengthRule();
        var longest = string.Concat(Enumerable.Repeat("x\n", limit));

        Assert.Empty(Breaches.Of(rule, path, longest));
        Assert.Equal([$"{path}: {limit + 1} lines, {limit} at most"], Breaches.Of(rule, path, longest + "x\n"));
    }

    [Theory]
    [InlineData("src/Avro/A.cs")]
    [InlineData("tests/EndToEnd.Tests/Node/a.js")]
    [InlineData("dev")]
    public void A_line_of_121_columns_is_caught(string path)
    {
        var text = "a\n" + new string('x', 120) + "\n" + new string('y', 121) + "\n";

        Assert.Equal([$"{path}:3: 121 columns, 120 at most"], Breaches.Of(new LineLengthRule(), path, text));
    }

    [Fact]
    public void A_method_of_71_lines_is_caught_and_one_of_70_is_not()
    {
        var rule = new MethodLengthRule();

        Assert.Empty(Breaches.Of(rule, "A.cs", ClassWithMethod(70)));
        Assert.Equal(["A.cs:3: M has 71 lines, 70 at most"], Breaches.Of(rule, "A.cs", ClassWithMethod(71)));
    }

    [Fact]
    public void A_long_local_function_is_caught_too()
    {
        var body = string.Concat(Enumerable.Repeat("x++;\n", 70));
        var text = $"class A {{ int x; void M() {{\nvoid Local()\n{{\n{body}}}\n}} }}";

        Assert.Contains("A.cs:2: Local has 73 lines, 70 at most", Breaches.Of(new MethodLengthRule(), "A.cs", text));
    }

    [Fact]
    public void A_folder_of_21_files_is_caught()
    {
        var files = Enumerable.Range(0, 21).Select(number => ($"src/A/F{number}.cs", "")).ToArray();

        Assert.Equal(["src/A: 21 files, 20 at most"], Breaches.Of(new FolderSizeRule(), files));
        Assert.Empty(Breaches.Of(new FolderSizeRule(), files[1..]));
    }

    private static string ClassWithMethod(int lines) =>
        $"class A\n{{\nvoid M()\n{{\n{string.Concat(Enumerable.Repeat("x++;\n", lines - 3))}}}\n}}\n";
}
