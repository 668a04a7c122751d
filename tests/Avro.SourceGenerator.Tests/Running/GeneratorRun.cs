extern alias generator;

using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using OrderPipeline.Avro;
using Xunit;

namespace Avro.SourceGenerator.Tests.Running;

/// <summary>The generator in the compiler's own driver, over schemas given as texts.</summary>
internal sealed class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(AvroReader).Assembly.Location),
    ];

    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.Preview)
        .WithDocumentationMode(DocumentationMode.Diagnose);

    private readonly GeneratorDriver _driver;
    private readonly Compilation _output;

    private GeneratorRun(GeneratorDriver driver, Compilation input)
    {
        _driver = driver.RunGeneratorsAndUpdateCompilation(input, out _output, out _);
        Input = input;
    }

    public Compilation Input { get; }

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>What the generator says about the schemas.</summary>
    public ImmutableArray<Diagnostic> Problems => Result.Diagnostics;

    /// <summary>What the compiler says about the generated code, hidden hints left out.</summary>
    public IEnumerable<Diagnostic> CompilerProblems =>
        _output.GetDiagnostics().Where(problem => problem.Severity >= DiagnosticSeverity.Info);

    public IEnumerable<string> Files => Result.GeneratedSources.Select(source => source.HintName);

    public string Code(string file) =>
        Result.GeneratedSources.Single(source => source.HintName == file).SourceText.ToString();

    /// <summary>A first run; a null text is a file that cannot be read.</summary>
    public static GeneratorRun Over(params (string Path, string Text)[] schemas)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var input = CSharpCompilation.Create("Generated", [], References, options);
        var driver = CSharpGeneratorDriver.Create(
            [new generator::OrderPipeline.Avro.SourceGenerator.AvroSourceGenerator().AsSourceGenerator()],
            Texts(schemas),
            Parsing,
            driverOptions: new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(driver, input);
    }

    /// <summary>The generated code, compiled without a warning and loaded.</summary>
    public Assembly Load()
    {
        using var image = new MemoryStream();
        var problems = _output.Emit(image).Diagnostics.Where(problem => problem.Severity >= DiagnosticSeverity.Info);
        Assert.Empty(problems.Select(problem => problem.ToString()).Take(5));
        return Assembly.Load(image.ToArray());
    }

    /// <summary>The next run of the same driver: other code beside the same schemas.</summary>
    public GeneratorRun WithCode(string code) =>
        new(_driver, Input.AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, Parsing)));

    /// <summary>The next run of the same driver with these schemas.</summary>
    public GeneratorRun WithSchemas(params (string Path, string Text)[] schemas) =>
        new(_driver.ReplaceAdditionalTexts(Texts(schemas)), Input);

    public IEnumerable<IncrementalStepRunReason> Reasons(string step) =>
        Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    public IEnumerable<IncrementalStepRunReason> OutputReasons() =>
        Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs)
            .Select(output => output.Reason);

    private static ImmutableArray<AdditionalText> Texts((string Path, string Text)[] schemas) =>
        [.. schemas.Select(schema => (AdditionalText)new SchemaText(schema.Path, schema.Text))];
}
