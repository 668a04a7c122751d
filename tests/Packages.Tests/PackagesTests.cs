using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrderPipeline.LocalCluster.Registry;
using TestKit.Processes;

namespace Packages.Tests;

[Trait("Category", "EndToEnd")]
public sealed class PackagesTests(PackagesFixture fixture)
{
    private const string Framed =
        "0000000001"
        + "4836663936313966662d386238362d643031312d623432642d303063663466633936346666"
        + "0404e2" + "d4c402" + "02" + "04" + "02" + "06" + "6ec3a9" + "00" + "00";

    [Fact]
    public void The_Avro_package_holds_the_library_its_docs_the_generator_and_a_start()
    {
        var files = FilesOf("OrderPipeline.Avro.0.1.0.nupkg");
        Assert.Contains("lib/net10.0/OrderPipeline.Avro.dll", files);
        Assert.Contains("lib/net10.0/OrderPipeline.Avro.xml", files);
        Assert.Contains("analyzers/dotnet/cs/OrderPipeline.Avro.SourceGenerator.dll", files);
        Assert.Contains("AVRO.md", files);
    }

    [Fact]
    public async Task A_program_with_these_packages_alone_generates_encodes_registers_and_decodes()
    {
        var program = await fixture.PublishAsync("plain", PackagesFixture.Outside);
        Assert.Equal(ExpectedOutput, await RunAsync(program));
        Assert.Equal(fixture.Packages, SourceOf("orderpipeline.avro"));
        Assert.Equal(fixture.Packages, SourceOf("orderpipeline.schemaregistry"));
    }

    [Fact]
    public async Task The_program_runs_trimmed_and_with_a_runtime_of_its_own_and_no_warning_was_given()
    {
        var program = await fixture.PublishAsync(
            "trimmed", PackagesFixture.Outside,
            "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-p:PublishTrimmed=true");
        Assert.Equal(ExpectedOutput, await RunAsync(program));
    }

    private static string ExpectedOutput =>
        string.Join('\n', Framed, "read back the same", "version 1 of payments-value, id 1");

    private static async Task<string> RunAsync(string program)
    {
        await using var registry = await RegistryServer.StartAsync(0, TestContext.Current.CancellationToken);
        var output = await Command.OutputOfAsync(program, [registry.Url], TimeSpan.FromMinutes(1));
        return output.ReplaceLineEndings("\n");
    }

    private List<string> FilesOf(string package)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(fixture.Packages, package));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>Where a package in the program's cache was taken from.</summary>
    private string SourceOf(string package)
    {
        var text = File.ReadAllText(Path.Combine(fixture.Cache, package, "0.1.0", ".nupkg.metadata"));
        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("source").GetString()!;
    }
}
