using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Avro.SourceGenerator.Tests.Running;

/// <summary>An additional file that is a text in memory.</summary>
internal sealed class SchemaText(string path, string text) : AdditionalText
{
    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
