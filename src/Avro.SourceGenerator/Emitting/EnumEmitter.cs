using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Emitting;

/// <summary>
/// An enum whose symbols are Avro's to the letter, and whose values are their places in the schema.
/// </summary>
internal static class EnumEmitter
{
    public static void Emit(CodeWriter code, EnumModel type)
    {
        code.Summary(type.Doc ?? $"Avro enum {type.FullName}.");
        if (type.Default is not null)
            code.Line($"/// <remarks>A symbol that a reader does not know becomes {type.Default}.</remarks>");
        code.Open($"public enum {CSharpNames.Escape(CSharpNames.Simple(type.FullName))}");
        for (var i = 0; i < type.Symbols.Count; i++)
        {
            code.Summary($"Symbol {i}.");
            code.Line($"{CSharpNames.Symbol(type.Symbols[i])} = {i},");
        }

        code.Close();
    }
}
