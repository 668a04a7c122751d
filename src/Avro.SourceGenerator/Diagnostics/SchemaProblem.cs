using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace OrderPipeline.Avro.SourceGenerator.Diagnostics;

/// <summary>A diagnostic as values: Roslyn's own holds references that no second run would find equal.</summary>
/// <param name="Id">One of <see cref="SchemaDiagnostics"/>.</param>
/// <param name="Message">What is wrong, one sentence.</param>
/// <param name="File">Path of the .avsc.</param>
/// <param name="Line">Zero-based.</param>
/// <param name="Column">Zero-based.</param>
internal sealed record SchemaProblem(string Id, string Message, string File, int Line, int Column)
{
    public Diagnostic ToDiagnostic()
    {
        var position = new LinePosition(Line, Column);
        var place = Location.Create(File, default, new LinePositionSpan(position, position));
        return Diagnostic.Create(SchemaDiagnostics.Find(Id), place, Message);
    }
}
