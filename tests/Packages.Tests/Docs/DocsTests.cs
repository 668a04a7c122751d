using TestKit.Processes;
using TestKit.Repository;

namespace Packages.Tests.Docs;

[Trait("Category", "EndToEnd")]
public sealed class DocsTests(PackagesFixture fixture)
{
    [Fact]
    public async Task The_start_of_the_Avro_page_runs_as_it_stands_and_prints_what_it_says()
    {
        var start = Fence.AllOf(RepositoryRoot.PathOf("docs/AVRO.md")).ToList();
        var program = await fixture.PublishAsync(
            "start",
            new Dictionary<string, string>
            {
                ["payment.avsc"] = start.First(fence => fence.Language == "json").Text,
                ["Program.cs"] = start.First(fence => fence.Language == "csharp").Text,
            });
        var output = await Command.OutputOfAsync(program, [], TimeSpan.FromMinutes(1));
        var expected = start.First(fence => fence.Language == "text").Text;
        Assert.Equal(expected, output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Every_piece_of_C_sharp_in_the_docs_compiles()
    {
        var fences = Pages().SelectMany(Fence.AllOf).Where(fence => fence.Language == "csharp").ToList();
        var files = fences
            .Select((fence, number) => (Name: $"Fence{number}.cs", Text: FenceClass.Wrap(fence, number)))
            .ToDictionary(file => file.Name, file => file.Text);
        Assert.NotEmpty(files);
        files["payment.avsc"] = await File.ReadAllTextAsync(
            RepositoryRoot.PathOf("tests/Packages.Tests/Outside/payment.avsc"), TestContext.Current.CancellationToken);
        files["Program.cs"] = "return 0;";
        await fixture.PublishAsync("fences", files);
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(RepositoryRoot.Path, "*.md")
            .Concat(Directory.EnumerateFiles(
                RepositoryRoot.PathOf("docs"), "*.md", SearchOption.AllDirectories));
}
