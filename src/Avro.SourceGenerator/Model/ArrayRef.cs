namespace OrderPipeline.Avro.SourceGenerator.Model;

internal sealed record ArrayRef(TypeRef Items) : TypeRef
{
    public override string CSharp => $"global::System.Collections.Generic.IReadOnlyList<{Items.CSharp}>";

    public override string Words => "ArrayOf" + Items.Words;

    public override bool HasMethods => true;

    public override bool IsDeep => true;
}
