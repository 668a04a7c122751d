namespace OrderPipeline.Avro.SourceGenerator.Model;

internal sealed record MapRef(TypeRef Values) : TypeRef
{
    public override string CSharp =>
        $"global::System.Collections.Generic.IReadOnlyDictionary<string, {Values.CSharp}>";

    public override string Words => "MapOf" + Values.Words;

    public override bool HasMethods => true;

    public override bool IsDeep => true;
}
