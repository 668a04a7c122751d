using Microsoft.CodeAnalysis.CSharp;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Emitting;

/// <summary>A record as a class: its schema, a property for each field, reading and writing.</summary>
internal sealed class RecordEmitter(CodeWriter code, RecordModel record)
{
    private const string Bytes = "global::System.ReadOnlySpan<byte>";

    private readonly string _view = CSharpNames.Simple(record.FullName) + "View";
    private readonly string _name = CSharpNames.Escape(CSharpNames.Simple(record.FullName));

    public void Emit()
    {
        code.Summary(record.Doc ?? $"Avro record {record.FullName}.");
        code.Open($"public sealed partial record {_name} : {Runtime.Record}<{_name}>");
        EmitSchema();
        foreach (var field in record.Fields)
            EmitProperty(field);
        EmitTryRead();
        EmitTryReadWhole();
        EmitRead();
        EmitWrite();
        foreach (var type in MethodTypes.Of(record))
        {
            new ReadEmitter(code, record).EmitMethod(type);
            new WriteEmitter(code, record).EmitMethod(type);
        }

        new EqualityEmitter(code, record).Emit();
        code.Close();
    }

    private void EmitSchema()
    {
        code.Summary("The schema, as it stands in its file.");
        code.Line($"public const string SchemaJson = {SymbolDisplay.FormatLiteral(record.Json, quote: true)};");
        code.Line();
        code.Line($"static string {Runtime.Record}<{_name}>.SchemaJson => SchemaJson;");
        code.Line();
        code.Summary("The schema's CRC-64-AVRO fingerprint.");
        code.Line($"public const ulong SchemaFingerprint = 0x{record.Fingerprint:X16}UL;");
        code.Line();
        code.Line($"static ulong {Runtime.Record}<{_name}>.SchemaFingerprint => SchemaFingerprint;");
        code.Line();
        code.Summary("The schema, parsed when it is first asked for.");
        code.Line($"public static {Runtime.RecordSchema} Schema => Parsed_.Schema;");
        code.Line();
        code.Open("private static class Parsed_");
        code.Line($"internal static readonly {Runtime.RecordSchema} Schema ="
            + $" ({Runtime.RecordSchema}){Runtime.Schema}.Parse(SchemaJson);");
        code.Close();
        code.Line();
    }

    private void EmitProperty(FieldModel field)
    {
        code.Summary(field.Doc ?? $"Field {field.Name}.");
        if (LogicalCalls.Remark(field.Type) is { } remark)
            code.Line($"/// <remarks>{remark}</remarks>");
        var property = CSharpNames.Escape(field.Property);
        if (field.Type is PrimitiveRef { Kind: PrimitiveKind.Null })
            code.Line($"public object? {property} => null;");
        else if (field.Default is null)
            code.Line($"public required {field.Type.CSharp} {property} {{ get; init; }}");
        else if (field.Default == "null")
            code.Line($"public {field.Type.CSharp} {property} {{ get; init; }}");
        else
            code.Line($"public {field.Type.CSharp} {property} {{ get; init; }} = {field.Default};");
        code.Line();
    }

    private void EmitTryRead()
    {
        code.Summary("Reads one record; a status says what is wrong with the bytes and where, nothing is thrown.");
        code.Open($"public static {Runtime.Status} TryRead(ref {Runtime.Reader} reader, out {_name}? value)");
        if (record.IsFlat)
            EmitTryReadByView();
        else
            EmitTryReadByFields();
        code.Line("return default;");
        code.Close();
        code.Line();
    }

    /// <summary>The object is made when all of the bytes are known to be good: a refusal allocates nothing.</summary>
    private void EmitTryReadByView()
    {
        code.Line($"var status = {_view}.TryRead(ref reader, out var view);");
        code.Open("if (!status.IsOk)");
        code.Line("value = null;");
        code.Line("return status;");
        code.Close();
        code.Line();
        code.Line("value = view.ToRecord();");
    }

    private void EmitTryReadByFields()
    {
        code.Line("value = null;");
        ReadEmitter.EmitEnter(code);
        var reads = new ReadEmitter(code, record);
        for (var i = 0; i < record.Fields.Count; i++)
            reads.EmitField(record.Fields[i], "f" + i);
        ReadEmitter.EmitLeave(code);
        code.Open($"value = new {_name}");
        for (var i = 0; i < record.Fields.Count; i++)
        {
            if (record.Fields[i].Type is not PrimitiveRef { Kind: PrimitiveKind.Null })
                code.Line($"{CSharpNames.Escape(record.Fields[i].Property)} = f{i},");
        }

        code.Close("};");
    }

    /// <summary>The interface's own would make a flat record's object before it looks at what is behind it.</summary>
    private void EmitTryReadWhole()
    {
        code.Summary("Reads data that are one record and nothing more; a status says what is wrong with them.");
        code.Open($"public static {Runtime.Status} TryReadWhole({Bytes} data, out {_name}? value)");
        code.Line($"var reader = new {Runtime.Reader}(data);");
        code.Line(record.IsFlat
            ? $"var status = {_view}.TryRead(ref reader, out var view);"
            : "var status = TryRead(ref reader, out value);");
        code.Line("if (status.IsOk && !reader.TryReadEnd())");
        code.Line("    status = reader.Status();");
        if (record.IsFlat)
        {
            code.Line("value = status.IsOk ? view.ToRecord() : null;");
        }
        else
        {
            code.Line("if (!status.IsOk)");
            code.Line("    value = null;");
        }

        code.Line("return status;");
        code.Close();
        code.Line();
    }

    private void EmitRead()
    {
        code.Summary("Reads one record.");
        code.Line($"/// <exception cref=\"{Runtime.Exception}\">The bytes are no such record.</exception>");
        code.Open($"public static {_name} Read(ref {Runtime.Reader} reader)");
        code.Line("var status = TryRead(ref reader, out var value);");
        code.Line($"return status.IsOk ? value! : throw new {Runtime.Exception}(status);");
        code.Close();
        code.Line();
    }

    private void EmitWrite()
    {
        code.Summary("Writes the record; where there is no room for it, the writer says so.");
        code.Line("/// <exception cref=\"global::System.InvalidOperationException\">"
            + "A property holds what its schema does not allow.</exception>");
        code.Open($"public void Write(ref {Runtime.Writer} writer)");
        var writes = new WriteEmitter(code, record);
        foreach (var field in record.Fields)
            writes.EmitValue(field.Type, "this." + CSharpNames.Escape(field.Property), field.Name);
        code.Close();
        code.Line();
    }
}
