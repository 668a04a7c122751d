using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Emitting;

/// <summary>Statements that read a value, or return a status that names where it goes wrong.</summary>
/// <remarks>
/// A path is a C# expression, the field's name as a literal or an item's number; empty where there is none. It is
/// evaluated where something fails, and nowhere else.
/// </remarks>
internal sealed class ReadEmitter(CodeWriter code, RecordModel record)
{
    /// <summary>Opens one level of nesting, which the reader bounds.</summary>
    public static void EmitEnter(CodeWriter code)
    {
        code.Line("if (!reader.TryEnter())");
        code.Line("    return reader.Status();");
    }

    public static void EmitLeave(CodeWriter code) => code.Line("reader.Leave();");

    /// <summary>
    /// Declares <paramref name="local"/> with the field's value; nothing for null, which has no bytes.
    /// </summary>
    public void EmitField(FieldModel field, string local)
    {
        if (field.Type is not PrimitiveRef { Kind: PrimitiveKind.Null })
            EmitValue(field.Type, local, $"\"{field.Name}\"");
    }

    /// <summary>A method that reads one array, map or union into <c>value</c>.</summary>
    public void EmitMethod(TypeRef type)
    {
        var name = "Read_" + MethodTypes.Name(record, type);
        code.Open($"private static {Runtime.Status} {name}(ref {Runtime.Reader} reader, out {type.CSharp} value)");
        code.Line("value = default!;");
        switch (type)
        {
            case ArrayRef array:
                EmitItems(array);
                break;
            case MapRef map:
                EmitEntries(map);
                break;
            case UnionRef union:
                EmitBranches(union);
                break;
        }

        code.Line("return default;");
        code.Close();
        code.Line();
    }

    private void EmitItems(ArrayRef array)
    {
        EmitEnter(code);
        code.Line($"var items = new global::System.Collections.Generic.List<{array.Items.CSharp}>();");
        EmitBlocks(array.Items.MinBytes, () =>
        {
            EmitValue(array.Items, "item", "items.Count");
            code.Line("items.Add(item);");
        });
        code.Line($"value = items.Count == 0 ? global::System.Array.Empty<{array.Items.CSharp}>() : items;");
    }

    private void EmitEntries(MapRef map)
    {
        EmitEnter(code);
        code.Line($"var entries = new global::System.Collections.Generic.Dictionary<string, {map.Values.CSharp}>();");
        code.Line("var read = 0;");
        EmitBlocks(Math.Min(map.Values.MinBytes, int.MaxValue - 1) + 1, () =>
        {
            // A path names an entry by its number: keys are payload, which no error text may hold.
            EmitValue(new PrimitiveRef(PrimitiveKind.String), "key", "read");
            EmitValue(map.Values, "item", "read");
            code.Line("entries[key] = item;");
            code.Line("read++;");
        });
        code.Line("value = entries;");
    }

    private void EmitBlocks(int minItemBytes, Action emitItem)
    {
        code.Open("while (true)");
        code.Line($"if (!reader.TryReadBlockCount({minItemBytes}, out var count))");
        code.Line("    return reader.Status();");
        code.Line("if (count == 0)");
        code.Line("    break;");
        code.Open("for (; count > 0; count--)");
        emitItem();
        code.Close();
        code.Close();
        code.Line();
        EmitLeave(code);
    }

    private void EmitBranches(UnionRef union)
    {
        code.Line($"if (!reader.TryReadUnionIndex({union.Branches.Count}, out var branch))");
        code.Line("    return reader.Status();");
        if (union.Branches.Count == 0)
            return;
        code.Open("switch (branch)");
        for (var i = 0; i < union.Branches.Count; i++)
        {
            code.Open($"case {i}:");
            if (!union.Branches[i].HoldsNull)
            {
                EmitValue(union.Branches[i], "item" + i, path: "");
                code.Line($"value = item{i};");
            }

            code.Line("break;");
            code.Close();
        }

        code.Close();
    }

    /// <summary>Declares <paramref name="local"/> with the value, or returns.</summary>
    private void EmitValue(TypeRef type, string local, string path)
    {
        switch (type)
        {
            case PrimitiveRef primitive:
                EmitPrimitive(primitive.Kind, local, path);
                break;
            case LogicalRef logical:
                EmitCall(LogicalCalls.TryRead(logical, local), path);
                break;
            case NamedRef { Kind: NamedKind.Enum } symbols:
                EmitCall($"reader.TryReadEnum({symbols.Size}, out var {local}Index)", path);
                code.Line($"var {local} = ({symbols.CSharp}){local}Index;");
                break;
            case NamedRef { Kind: NamedKind.Fixed } bytes:
                EmitCall($"reader.TryReadFixed({bytes.Size}, out var {local}Bytes)", path);
                code.Line($"var {local} = {bytes.CSharp}.From({local}Bytes);");
                break;
            case NamedRef nested:
                EmitNested($"{nested.CSharp}.TryRead(ref reader, out var {local}Read)", local, path);
                code.Line($"var {local} = {local}Read!;");
                break;
            default:
                EmitNested($"Read_{MethodTypes.Name(record, type)}(ref reader, out var {local})", local, path);
                break;
        }
    }

    private void EmitPrimitive(PrimitiveKind kind, string local, string path)
    {
        switch (kind)
        {
            case PrimitiveKind.Null:
                code.Line($"object? {local} = null;");
                break;
            case PrimitiveKind.Bytes:
                EmitCall($"reader.TryReadBytes(out var {local}Bytes)", path);
                code.Line($"var {local} = new global::System.ReadOnlyMemory<byte>({local}Bytes.ToArray());");
                break;
            case PrimitiveKind.String:
                EmitCall($"reader.TryReadString(out var {local})", path);
                break;
            default:
                EmitCall($"reader.TryRead{kind}(out var {local})", path);
                break;
        }
    }

    private void EmitCall(string call, string path)
    {
        code.Line($"if (!{call})");
        code.Line(path == "" || path[0] == '"'
            ? $"    return reader.Status({path});"
            : $"    return reader.Status().In({path});");
    }

    private void EmitNested(string call, string local, string path)
    {
        code.Line($"var {local}Status = {call};");
        code.Line($"if (!{local}Status.IsOk)");
        code.Line(path == "" ? $"    return {local}Status;" : $"    return {local}Status.In({path});");
    }
}
