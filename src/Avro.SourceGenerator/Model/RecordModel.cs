namespace OrderPipeline.Avro.SourceGenerator.Model;

/// <param name="FullName">Avro's full name.</param>
/// <param name="Doc">The schema's <c>doc</c>.</param>
/// <param name="Json">The whole schema, which needs no other file.</param>
/// <param name="Fingerprint">Its CRC-64-AVRO.</param>
/// <param name="Fields">In the schema's order.</param>
internal sealed record RecordModel(
    string FullName, string? Doc, string Json, ulong Fingerprint, ValueArray<FieldModel> Fields)
    : TypeModel(FullName, Doc, Json)
{
    /// <summary>Whether it gets a view: it has fields, and none of them needs an object to be held.</summary>
    public bool IsFlat => Fields.Count > 0 && Fields.All(member => member.Type.IsFlat);
}
