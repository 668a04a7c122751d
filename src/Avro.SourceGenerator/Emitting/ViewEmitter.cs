using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Emitting;

/// <summary>A flat record as a ref struct over the bytes it was read from: no object, no copy.</summary>
internal sealed class ViewEmitter(CodeWriter code, RecordModel record)
{
    private const string Bytes = "global::System.ReadOnlySpan<byte>";

    private readonly string _record = CSharpNames.Escape(CSharpNames.Simple(record.FullName));
    private readonly string _view = CSharpNames.Simple(record.FullName) + "View";

    public void Emit()
    {
        code.Line();
        code.Summary($"The same as {CSharpNames.Simple(record.FullName)}, over bytes that stay their owner's.");
        code.Open($"public readonly ref struct {_view}");
        EmitConstructor();
        foreach (var field in record.Fields)
        {
            var unit = IsText(field.Type) ? " UTF-8." : "";
            code.Summary((field.Doc ?? $"Field {field.Name}.") + unit);
            code.Line($"public {ViewType(field.Type)} {CSharpNames.Escape(field.Property)} {{ get; }}");
            code.Line();
        }

        EmitTryRead();
        EmitWrite();
        EmitToRecord();
        code.Close();
    }

    private static bool IsText(TypeRef type) => type is PrimitiveRef { Kind: PrimitiveKind.String };

    private static bool IsFixed(TypeRef type) => type is NamedRef { Kind: NamedKind.Fixed };

    private static bool IsSpan(TypeRef type) =>
        IsFixed(type) || type is PrimitiveRef { Kind: PrimitiveKind.String or PrimitiveKind.Bytes };

    private static string ViewType(TypeRef type) => IsSpan(type) ? Bytes : type.CSharp;

    /// <summary>A parameter's name; <c>writer</c> is taken, and no property has an underscore at its end.</summary>
    private static string Parameter(FieldModel field) =>
        CSharpNames.Camel(field.Property) is var name && name == "writer" ? "writer_" : name;

    private void EmitConstructor()
    {
        code.Summary("A view of these values, to be written; strings are UTF-8.");
        var parameters = record.Fields.Select(field => $"{ViewType(field.Type)} {Parameter(field)}");
        code.Open($"public {_view}({string.Join(", ", parameters)})");
        foreach (var field in record.Fields)
            code.Line($"this.{CSharpNames.Escape(field.Property)} = {Parameter(field)};");
        code.Close();
        code.Line();
    }

    private void EmitTryRead()
    {
        code.Summary("Reads one record without allocating; a status says what is wrong with the bytes and where.");
        code.Open($"public static {Runtime.Status} TryRead(scoped ref {Runtime.Reader} reader, out {_view} view)");
        for (var i = 0; i < record.Fields.Count; i++)
            EmitRead(record.Fields[i], "f" + i);
        code.Line($"view = new {_view}({string.Join(", ", record.Fields.Select((_, i) => "f" + i))});");
        code.Line("return default;");
        code.Close();
        code.Line();
    }

    private void EmitRead(FieldModel field, string local)
    {
        var call = field.Type switch
        {
            LogicalRef logical => LogicalCalls.TryRead(logical, local),
            NamedRef { Kind: NamedKind.Fixed } bytes => $"reader.TryReadFixed({bytes.Size}, out var {local})",
            NamedRef symbols => $"reader.TryReadEnum({symbols.Size}, out var {local}Index)",
            PrimitiveRef { Kind: PrimitiveKind.String } => $"reader.TryReadUtf8(out var {local})",
            PrimitiveRef primitive => $"reader.TryRead{primitive.Kind}(out var {local})",
            _ => throw new InvalidOperationException($"'{field.Name}' is not flat."),
        };
        code.Open($"if (!{call})");
        code.Line("view = default;");
        code.Line($"return reader.Status(\"{field.Name}\");");
        code.Close();
        code.Line();
        if (field.Type is NamedRef { Kind: NamedKind.Enum })
            code.Line($"var {local} = ({field.Type.CSharp}){local}Index;");
    }

    private void EmitWrite()
    {
        const string failure = "/// <exception cref=\"global::System.InvalidOperationException\">"
            + "A value is not what the schema allows.</exception>";
        var values = record.Fields.Select(field => "view." + CSharpNames.Escape(field.Property));
        code.Summary("Writes the record; where there is no room for it, the writer says so.");
        code.Line(failure);
        code.Line($"public static void Write(ref {Runtime.Writer} writer, scoped {_view} view) =>");
        code.Line($"    Write(ref writer, {string.Join(", ", values)});");
        code.Line();

        var parameters = record.Fields.Select(field =>
            $"{(IsSpan(field.Type) ? "scoped " : "")}{ViewType(field.Type)} {Parameter(field)}");
        code.Summary("Writes a record of these values; strings are UTF-8.");
        code.Line(failure);
        code.Open($"public static void Write(ref {Runtime.Writer} writer, {string.Join(", ", parameters)})");
        foreach (var field in record.Fields)
            EmitWrite(field);
        code.Close();
        code.Line();
    }

    private void EmitWrite(FieldModel field)
    {
        var value = Parameter(field);
        switch (field.Type)
        {
            case PrimitiveRef { Kind: PrimitiveKind.String }:
                code.Line($"writer.WriteUtf8({value});");
                break;
            case PrimitiveRef { Kind: PrimitiveKind.Bytes }:
                code.Line($"writer.WriteBytes({value});");
                break;
            case NamedRef { Kind: NamedKind.Fixed } bytes:
                code.Line($"if ({value}.Length != {bytes.Size})");
                code.Line("    throw new global::System.InvalidOperationException("
                    + $"\"{field.Name} of {CSharpNames.Simple(record.FullName)} takes {bytes.Size} bytes.\");");
                code.Line($"writer.WriteFixed({value});");
                break;
            default:
                new WriteEmitter(code, record).EmitValue(field.Type, value, field.Name);
                break;
        }
    }

    private void EmitToRecord()
    {
        code.Summary("The same as an object, which outlives the bytes.");
        code.Open($"public {_record} ToRecord() => new {_record}");
        foreach (var field in record.Fields)
        {
            var property = CSharpNames.Escape(field.Property);
            var value = field.Type switch
            {
                NamedRef { Kind: NamedKind.Fixed } => $"{field.Type.CSharp}.From(this.{property})",
                PrimitiveRef { Kind: PrimitiveKind.String } =>
                    $"global::System.Text.Encoding.UTF8.GetString(this.{property})",
                PrimitiveRef { Kind: PrimitiveKind.Bytes } => $"this.{property}.ToArray()",
                _ => "this." + property,
            };
            code.Line($"{property} = {value},");
        }

        code.Close("};");
    }
}
