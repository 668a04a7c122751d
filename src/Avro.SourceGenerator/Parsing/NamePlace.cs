using System.Text.RegularExpressions;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>Where a valid schema's text names a type.</summary>
internal static class NamePlace
{
    /// <summary>
    /// Place of the first <c>"name"</c> with this value; the beginning where it is spelled in another way.
    /// </summary>
    public static SchemaLinePosition Find(string text, string name)
    {
        var pattern = "\"name\"\\s*:\\s*\"([A-Za-z0-9_.]*\\.)?" + name + "\"";
        var match = Regex.Match(text, pattern, RegexOptions.CultureInvariant);
        if (!match.Success)
            return default;
        var before = text.Substring(0, match.Index);
        return new SchemaLinePosition(before.Count(c => c == '\n'), match.Index - (before.LastIndexOf('\n') + 1));
    }
}
