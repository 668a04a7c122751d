namespace OrderPipeline.Avro.SourceGenerator.Model;

/// <summary>A use of a record, an enum or a fixed.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="FullName">Avro's full name.</param>
/// <param name="Size">Bytes of a fixed, symbols of an enum, the fewest bytes of a record.</param>
internal sealed record NamedRef(NamedKind Kind, string FullName, int Size) : TypeRef
{
    public override string CSharp => "global::" + CSharpNames.Qualified(FullName);

    public override string Words => CSharpNames.Simple(FullName);

    public override bool IsValueType => Kind != NamedKind.Record;

    public override int MinBytes => Kind == NamedKind.Enum ? 1 : Size;

    public override bool IsFlat => Kind != NamedKind.Record;
}
