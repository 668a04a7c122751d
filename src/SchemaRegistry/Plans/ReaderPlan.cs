using System.Diagnostics.CodeAnalysis;
using OrderPipeline.Avro.Resolution;

namespace OrderPipeline.SchemaRegistry.Plans;

/// <summary>How values written with one schema of the registry become values of the reader's schema.</summary>
public sealed class ReaderPlan
{
    internal ReaderPlan(int schemaId, AvroResolver resolver)
    {
        SchemaId = schemaId;
        Resolver = resolver;
        IsIdentity = resolver.IsIdentity;
    }

    internal ReaderPlan(int schemaId, string incompatibility)
    {
        SchemaId = schemaId;
        Incompatibility = incompatibility;
    }

    /// <summary>The writer's schema id.</summary>
    public int SchemaId { get; }

    /// <summary>True when the bytes can be decoded as they are.</summary>
    public bool IsIdentity { get; }

    /// <summary>Turns the writer's bytes into the reader's; null when the schemas do not resolve.</summary>
    public AvroResolver? Resolver { get; }

    /// <summary>
    /// Why values of this schema can never be read, naming the field; null when they can. Such a value is a dead
    /// letter with this reason.
    /// </summary>
    public string? Incompatibility { get; }

    /// <summary>True when values of this schema can be read.</summary>
    [MemberNotNullWhen(true, nameof(Resolver))]
    [MemberNotNullWhen(false, nameof(Incompatibility))]
    public bool IsCompatible => Resolver is not null;

    // Set by any reader without a fence, cleared by the writer that looks for a plan to drop: a lost mark costs
    // one more load at worst.
    internal bool IsUsed { get; set; }
}
