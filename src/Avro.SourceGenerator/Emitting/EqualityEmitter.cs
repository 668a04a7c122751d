using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Emitting;

/// <summary>Equality by content for records with bytes, lists or maps, which C# would compare by reference.</summary>
internal sealed class EqualityEmitter(CodeWriter code, RecordModel record)
{
    public void Emit()
    {
        if (!record.Fields.Any(field => field.Type.IsDeep))
            return;
        EmitEquals();
        EmitHash();
        foreach (var type in MethodTypes.Of(record).Where(type => type.IsDeep))
            EmitMethod(type);
    }

    private void EmitEquals()
    {
        var name = CSharpNames.Escape(CSharpNames.Simple(record.FullName));
        code.Summary("Whether all fields are the same, content for content.");
        code.Open($"public bool Equals({name}? other)");
        code.Line("if (other is null)");
        code.Line("    return false;");
        foreach (var field in record.Fields)
        {
            var property = CSharpNames.Escape(field.Property);
            code.Line($"if (!{Same(field.Type, "this." + property, "other." + property)})");
            code.Line("    return false;");
        }

        code.Line("return true;");
        code.Close();
        code.Line();
    }

    private void EmitHash()
    {
        code.Line("/// <inheritdoc/>");
        code.Open("public override int GetHashCode()");
        code.Line("var hash = new global::System.HashCode();");
        foreach (var field in record.Fields)
        {
            var value = "this." + CSharpNames.Escape(field.Property);
            var part = field.Type switch
            {
                { IsDeep: false } => value,
                PrimitiveRef => value + ".Length",
                ArrayRef or MapRef => value + "?.Count",
                _ => value + " is null",
            };
            code.Line($"hash.Add({part});");
        }

        code.Line("return hash.ToHashCode();");
        code.Close();
        code.Line();
    }

    private string Same(TypeRef type, string left, string right) => type switch
    {
        { IsDeep: false } =>
            $"global::System.Collections.Generic.EqualityComparer<{type.CSharp}>.Default.Equals({left}, {right})",
        PrimitiveRef => $"global::System.MemoryExtensions.SequenceEqual({left}.Span, {right}.Span)",
        _ => $"Same_{MethodTypes.Name(record, type)}({left}, {right})",
    };

    private void EmitMethod(TypeRef type)
    {
        var name = "Same_" + MethodTypes.Name(record, type);
        code.Open($"private static bool {name}({type.CSharp} left, {type.CSharp} right)");
        switch (type)
        {
            case ArrayRef array:
                EmitCounts();
                code.Open("for (var i = 0; i < left.Count; i++)");
                EmitUnless(Same(array.Items, "left[i]", "right[i]"));
                code.Close();
                code.Line("return true;");
                break;
            case MapRef map:
                EmitCounts();
                code.Open("foreach (var entry in left)");
                EmitUnless($"right.TryGetValue(entry.Key, out var item) && {Same(map.Values, "entry.Value", "item")}");
                code.Close();
                code.Line("return true;");
                break;
            case UnionRef { Inner: { } inner }:
                code.Line("if (left is not { } one)");
                code.Line("    return right is null;");
                code.Line($"return right is {{ }} two && {Same(inner, "one", "two")};");
                break;
            case UnionRef union:
                EmitBranches(union);
                break;
        }

        code.Close();
        code.Line();
    }

    private void EmitBranches(UnionRef union)
    {
        var number = 0;
        foreach (var branch in union.Branches.Where(branch => branch.IsDeep))
        {
            var (one, two) = ($"one{number}", $"two{number++}");
            code.Line($"if (left is {branch.CSharp} {one})");
            code.Line($"    return right is {branch.CSharp} {two} && {Same(branch, one, two)};");
        }

        code.Line("return object.Equals(left, right);");
    }

    private void EmitCounts()
    {
        code.Line("if (left is null || right is null)");
        code.Line("    return left is null && right is null;");
        EmitUnless("left.Count == right.Count");
    }

    private void EmitUnless(string condition)
    {
        code.Line($"if (!({condition}))");
        code.Line("    return false;");
    }
}
