using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Avro.SourceGenerator.Tests.Running;

/// <summary>An additional file that is a text in memory.</summary>
internal sealed class SchemaText(string path, string? text) : AdditionalText
{
    public override string Path { get; } = path;

    /// <summary>Null for a file that cannot be read.</summary>
    public override SourceText? GetText(CancellationToken cancellationToken = default) =>
        text is null ? null : SourceText.From(text);
}
