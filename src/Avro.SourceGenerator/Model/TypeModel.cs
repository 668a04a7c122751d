namespace OrderPipeline.Avro.SourceGenerator.Model;

/// <summary>
/// A named type of a schema: everything its C# is made from, and nothing else, so that equal models are cached.
/// </summary>
/// <param name="FullName">Avro's full name.</param>
/// <param name="Doc">The schema's <c>doc</c>.</param>
/// <param name="Json">The whole schema, which needs no other file.</param>
internal abstract record TypeModel(string FullName, string? Doc, string Json)
{
    /// <summary>Name of the generated file; no two are the same to a file system that ignores case.</summary>
    public string FileName { get; init; } = FullName + ".g.cs";
}
