using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>A value of one of several schemas.</summary>
public sealed class UnionSchema : AvroSchema
{
    internal UnionSchema(SchemaNode node, AvroSchema[] branches)
        : base(AvroType.Union, node, null)
    {
        BranchArray = branches;
        foreach (var branch in branches)
            Depth = Math.Max(Depth, branch.Depth + 1);
    }

    /// <summary>The schemas, in the order that the encoding's index counts; never a union itself.</summary>
    public IReadOnlyList<AvroSchema> Branches => BranchArray;

    /// <summary>The branches without an interface in between.</summary>
    internal AvroSchema[] BranchArray { get; }
}
