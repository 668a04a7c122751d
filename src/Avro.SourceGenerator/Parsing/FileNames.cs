using System.Globalization;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>Names of generated files: the compiler takes no two that differ in case only, Avro's types may.</summary>
internal static class FileNames
{
    /// <param name="models">In the order of their names.</param>
    public static IEnumerable<TypeModel> Give(IEnumerable<TypeModel> models)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var model in models)
        {
            var name = model.FileName;
            for (var number = 2; !taken.Add(name); number++)
                name = $"{model.FullName}-{number.ToString(CultureInfo.InvariantCulture)}.g.cs";
            yield return model with { FileName = name };
        }
    }
}
