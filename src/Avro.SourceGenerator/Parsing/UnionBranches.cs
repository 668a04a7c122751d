using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>The C# types of a union's branches, each of another type, so that a value tells its branch.</summary>
/// <remarks>
/// Avro keeps branches apart by their underlying types, so two logical types can be one in C#: a uuid over string and
/// one over fixed. The first keeps it; the others are what they are made of, which no other branch can be.
/// </remarks>
internal static class UnionBranches
{
    public static IReadOnlyList<TypeRef> Of(UnionSchema union)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var types = new List<TypeRef>();
        foreach (var branch in union.Branches)
        {
            var type = ModelBuilder.Map(branch);
            if (!taken.Add(type.CSharp))
                type = ModelBuilder.Underlying(branch);
            types.Add(type);
        }

        return types;
    }

    /// <summary>Branches that are their underlying type since an earlier one has their .NET type.</summary>
    public static IEnumerable<AvroSchema> Displaced(UnionSchema union)
    {
        var types = Of(union);
        for (var i = 0; i < types.Count; i++)
        {
            if (union.Branches[i].Logical is not null && types[i] is not LogicalRef)
                yield return union.Branches[i];
        }
    }
}
