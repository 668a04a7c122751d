using OrderPipeline.Avro.Resolution.Steps;

namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>Where a reader's field comes from: the writer's or a default.</summary>
/// <param name="Name">The reader's name of the field.</param>
/// <param name="Source">The writer's position of the field; below zero for a default.</param>
/// <param name="Step">Resolves a field that both have; null for a default.</param>
/// <param name="Default">The encoded default; null for a field that both have.</param>
internal readonly record struct FieldPlan(string Name, int Source, ResolutionStep? Step, byte[]? Default)
{
    /// <summary>Whether the field's bytes stay as they are.</summary>
    internal bool IsCopied => Step is CopyStep;
}
