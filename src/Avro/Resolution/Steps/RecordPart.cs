using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>What a record's plan does next; exactly one of the three is given.</summary>
/// <param name="Name">The field that a failure names.</param>
/// <param name="Source">The writer's position of the field; below zero for a default.</param>
/// <param name="Step">Resolves a field that both have.</param>
/// <param name="Skipped">A field that only the writer has.</param>
/// <param name="Default">The encoded default of a field that only the reader has.</param>
internal readonly record struct RecordPart(
    string Name, int Source, ResolutionStep? Step, AvroSchema? Skipped, byte[]? Default);
