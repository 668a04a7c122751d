using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Emitting;

/// <summary>
/// Statements that write a value; what no schema allows (a null, a number that is no symbol) throws.
/// </summary>
internal sealed class WriteEmitter(CodeWriter code, RecordModel record)
{
    /// <summary>A method that writes one array, map or union.</summary>
    public void EmitMethod(TypeRef type)
    {
        var name = "Write_" + MethodTypes.Name(record, type);
        code.Open($"private static void {name}(ref {Runtime.Writer} writer, {type.CSharp} value, string field)");
        switch (type)
        {
            case ArrayRef array:
                EmitNullCheck("value", "field");
                EmitBlock(() => EmitNested(array.Items, "value[i]"), "for (var i = 0; i < value.Count; i++)");
                break;
            case MapRef map:
                EmitNullCheck("value", "field");
                EmitBlock(() => EmitEntry(map), "foreach (var entry in value)");
                break;
            case UnionRef { Inner: { } inner } union:
                EmitOptional(union, inner);
                break;
            case UnionRef union:
                EmitBranches(union);
                break;
        }

        code.Close();
        code.Line();
    }

    /// <summary>Writes the value of an expression; <paramref name="field"/> is what an error calls it.</summary>
    public void EmitValue(TypeRef type, string value, string field) => EmitTyped(type, value, $"\"{field}\"");

    private void EmitNested(TypeRef type, string value) => EmitTyped(type, value, "field");

    private void EmitTyped(TypeRef type, string value, string field)
    {
        switch (type)
        {
            case PrimitiveRef primitive:
                EmitPrimitive(primitive.Kind, value, field);
                break;
            case LogicalRef logical when LogicalCalls.IsLimited(logical):
                code.Line($"if (!{LogicalCalls.Write(logical, value)})");
                code.Line($"    throw {Error(field, Misfit(logical))};");
                break;
            case LogicalRef logical:
                code.Line(LogicalCalls.Write(logical, value) + ";");
                break;
            case NamedRef { Kind: NamedKind.Enum } symbols:
                code.Line($"if ((uint){value} >= {symbols.Size}u)");
                code.Line($"    throw {Error(field, "is none of the symbols")};");
                code.Line($"writer.WriteEnum((int){value});");
                break;
            case NamedRef { Kind: NamedKind.Fixed }:
                code.Line($"writer.WriteFixed({value}.Span);");
                break;
            case NamedRef:
                EmitNullCheck(value, field);
                code.Line($"{value}.Write(ref writer);");
                break;
            default:
                code.Line($"Write_{MethodTypes.Name(record, type)}(ref writer, {value}, {field});");
                break;
        }
    }

    private void EmitPrimitive(PrimitiveKind kind, string value, string field)
    {
        switch (kind)
        {
            case PrimitiveKind.Null:
                break;
            case PrimitiveKind.String:
                EmitNullCheck(value, field);
                code.Line($"writer.WriteString({value});");
                break;
            case PrimitiveKind.Bytes:
                code.Line($"writer.WriteBytes({value}.Span);");
                break;
            default:
                code.Line($"writer.Write{kind}({value});");
                break;
        }
    }

    /// <summary>One block of known length, then the empty one that ends every array and map.</summary>
    private void EmitBlock(Action emitItem, string loop)
    {
        code.Open("if (value.Count > 0)");
        code.Line("writer.WriteBlockCount(value.Count);");
        code.Open(loop);
        emitItem();
        code.Close();
        code.Close();
        code.Line();
        code.Line("writer.WriteBlockEnd();");
    }

    private void EmitEntry(MapRef map)
    {
        code.Line("writer.WriteString(entry.Key);");
        code.Line("var item = entry.Value;");
        EmitNested(map.Values, "item");
    }

    private void EmitOptional(UnionRef union, TypeRef inner)
    {
        var index = union.Branches.ToList().IndexOf(inner);
        if (!union.HoldsNull)
        {
            code.Line($"writer.WriteUnionIndex({index});");
            EmitNested(inner, "value");
            return;
        }

        code.Open("if (value is not { } item)");
        code.Line($"writer.WriteUnionIndex({union.NullIndex});");
        code.Line("return;");
        code.Close();
        code.Line();
        code.Line($"writer.WriteUnionIndex({index});");
        EmitNested(inner, "item");
    }

    private void EmitBranches(UnionRef union)
    {
        code.Open("switch (value)");
        for (var i = 0; i < union.Branches.Count; i++)
        {
            var branch = union.Branches[i];
            code.Open(branch.HoldsNull ? "case null:" : $"case {branch.CSharp} item{i}:");
            code.Line($"writer.WriteUnionIndex({i});");
            if (!branch.HoldsNull)
                EmitNested(branch, "item" + i);
            code.Line("break;");
            code.Close();
        }

        code.Line("default:");
        code.Line($"    throw {Error("field", "is of none of the union's types")};");
        code.Close();
    }

    private void EmitNullCheck(string value, string field)
    {
        code.Line($"if ({value} is null)");
        code.Line($"    throw {Error(field, "is null")};");
    }

    private static string Misfit(LogicalRef type) =>
        $"does not fit decimal({type.Precision}, {type.Scale}) without rounding";

    private string Error(string field, string what)
    {
        var text = $" of {CSharpNames.Simple(record.FullName)} {what}.";
        var message = field == "field" ? $"field + \"{text}\"" : $"\"{field.Trim('"')}{text}\"";
        return $"new global::System.InvalidOperationException({message})";
    }
}
