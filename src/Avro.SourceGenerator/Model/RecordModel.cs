namespace OrderPipeline.Avro.SourceGenerator.Model;

internal sealed record RecordModel(string FullName, string? Doc, string Json, ValueArray<FieldModel> Fields)
    : TypeModel(FullName, Doc, Json)
{
    /// <summary>Whether it gets a view: it has fields, and none of them needs an object to be held.</summary>
    public bool IsFlat => Fields.Count > 0 && Fields.All(member => member.Type.IsFlat);
}
