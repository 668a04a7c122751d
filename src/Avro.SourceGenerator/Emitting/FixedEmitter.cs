using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Emitting;

/// <summary>A fixed as a struct that equals another one with the same bytes.</summary>
/// <remarks>Small ones hold their bytes; large ones, which would be dear to copy, an array of their own.</remarks>
internal static class FixedEmitter
{
    private const int LargestInline = 128;

    public static void Emit(CodeWriter code, FixedModel type)
    {
        var name = CSharpNames.Escape(CSharpNames.Simple(type.FullName));
        code.Summary(type.Doc ?? $"Avro fixed {type.FullName}: {type.Size} bytes.");
        code.Open($"public readonly partial struct {name} : global::System.IEquatable<{name}>");
        code.Summary("Length in bytes.");
        code.Line($"public const int Size = {type.Size};");
        code.Line();
        EmitStorage(code, type.Size);
        code.Line();
        EmitConstruction(code, name, type.Size);
        code.Line();
        EmitCopy(code);
        code.Line();
        EmitEquality(code, name);
        code.Close();
    }

    private static bool IsInline(int size) => size is > 0 and <= LargestInline;

    private static void EmitStorage(CodeWriter code, int size)
    {
        if (IsInline(size))
        {
            code.Line("private readonly Bytes_ _bytes;");
            code.Line();
            code.Line("[global::System.Runtime.CompilerServices.InlineArray(Size)]");
            code.Open("private struct Bytes_");
            code.Line("private byte _first;");
            code.Close();
            code.Line();
            code.Summary("The bytes, for as long as this value stays where it is.");
            code.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
            code.Line("public global::System.ReadOnlySpan<byte> Span => _bytes;");
            return;
        }

        code.Line("private static readonly byte[] Zeros_ = new byte[Size];");
        code.Line("private readonly byte[]? _bytes;");
        code.Line();
        code.Summary("The bytes; zeros where nothing was given.");
        code.Line("public global::System.ReadOnlySpan<byte> Span => _bytes ?? Zeros_;");
    }

    private static void EmitConstruction(CodeWriter code, string name, int size)
    {
        code.Open($"private {name}(global::System.ReadOnlySpan<byte> bytes)");
        code.Line(IsInline(size) ? "bytes.CopyTo(_bytes);" : "_bytes = bytes.ToArray();");
        code.Close();
        code.Line();
        code.Summary("Takes a copy of the bytes.");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">"
            + "They are not as many as Size says.</exception>");
        code.Open($"public static {name} From(global::System.ReadOnlySpan<byte> bytes)");
        code.Line("if (bytes.Length != Size)");
        code.Line($"    throw new global::System.ArgumentException($\"{CSharpNames.Simple(name)} takes "
            + "{Size} bytes, not {bytes.Length}.\", nameof(bytes));");
        code.Line($"return new {name}(bytes);");
        code.Close();
    }

    private static void EmitCopy(CodeWriter code)
    {
        code.Summary("Copies the bytes to where there is room for them.");
        code.Line("public void CopyTo(global::System.Span<byte> destination) => Span.CopyTo(destination);");
        code.Line();
        code.Summary("A copy of the bytes.");
        code.Line("public byte[] ToArray() => Span.ToArray();");
    }

    private static void EmitEquality(CodeWriter code, string name)
    {
        code.Summary("Whether the bytes are the same.");
        code.Line($"public bool Equals({name} other) => "
            + "global::System.MemoryExtensions.SequenceEqual(Span, other.Span);");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Open("public override int GetHashCode()");
        code.Line("var hash = new global::System.HashCode();");
        code.Line("hash.AddBytes(Span);");
        code.Line("return hash.ToHashCode();");
        code.Close();
        code.Line();
        code.Summary("The bytes in lower-case hexadecimal.");
        code.Line("public override string ToString() => global::System.Convert.ToHexStringLower(Span);");
        code.Line();
        code.Summary("Whether the bytes are the same.");
        code.Line($"public static bool operator ==({name} left, {name} right) => left.Equals(right);");
        code.Line();
        code.Summary("Whether any byte differs.");
        code.Line($"public static bool operator !=({name} left, {name} right) => !left.Equals(right);");
    }
}
