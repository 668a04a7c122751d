using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using OrderPipeline.Avro.SourceGenerator.Emitting;
using OrderPipeline.Avro.SourceGenerator.Model;
using OrderPipeline.Avro.SourceGenerator.Parsing;

namespace OrderPipeline.Avro.SourceGenerator;

/// <summary>Makes C# of every .avsc among the additional files: one file a named type.</summary>
/// <remarks>Every step's value has value equality, so a run over unchanged schemas does nothing.</remarks>
[Generator(LanguageNames.CSharp)]
internal sealed class AvroSourceGenerator : IIncrementalGenerator
{
    public const string FilesStep = "SchemaFiles";
    public const string SetStep = "SchemaSet";
    public const string TypesStep = "SchemaTypes";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var set = context.AdditionalTextsProvider
            .Where(file => file.Path.EndsWith(".avsc", StringComparison.OrdinalIgnoreCase))
            .Select((file, stop) => new SchemaFile(file.Path, file.GetText(stop)?.ToString()))
            .WithTrackingName(FilesStep)
            .Collect()
            .Select((files, stop) => SchemaSetParser.Parse(files, stop))
            .WithTrackingName(SetStep);

        var types = set.SelectMany((all, _) => all.Types).WithTrackingName(TypesStep);

        context.RegisterSourceOutput(set, (output, all) =>
        {
            foreach (var problem in all.Problems)
                output.ReportDiagnostic(problem.ToDiagnostic());
        });
        context.RegisterSourceOutput(types, (output, type) =>
            output.AddSource(type.FileName, SourceText.From(TypeEmitter.Emit(type), Encoding.UTF8)));
    }
}
