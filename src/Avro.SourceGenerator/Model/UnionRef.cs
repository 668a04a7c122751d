namespace OrderPipeline.Avro.SourceGenerator.Model;

/// <summary>
/// A union: <c>T?</c> of null and one other branch, else <c>object</c> whose type is one of the branches'.
/// </summary>
internal sealed record UnionRef(ValueArray<TypeRef> Branches) : TypeRef
{
    public override string CSharp => (Inner?.CSharp ?? "object") + (HoldsNull ? "?" : "");

    public override string Words => Inner is not null
        ? (HoldsNull ? "Optional" : "Only") + Inner.Words
        : "UnionOf" + string.Join("Or", Branches.Select(branch => branch.Words));

    public override bool HoldsNull => NullIndex >= 0;

    public override bool IsValueType => Inner is { IsValueType: true };

    public override bool HasMethods => true;

    public override bool IsDeep => Branches.Any(branch => branch.IsDeep);

    /// <summary>Place of null among the branches, -1 without it.</summary>
    public int NullIndex => Branches.ToList().FindIndex(branch => branch.HoldsNull);

    /// <summary>The one branch that is not null; null where there are several or none.</summary>
    public TypeRef? Inner => Branches.Count(branch => !branch.HoldsNull) == 1
        ? Branches.First(branch => !branch.HoldsNull)
        : null;
}
