namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>One operation of a record's program.</summary>
/// <param name="Code">What it does.</param>
/// <param name="First">The writer's position of the first field it is about.</param>
/// <param name="End">The position behind the last.</param>
/// <param name="Step">What writes a field in another encoding.</param>
/// <param name="Default">An encoded default.</param>
internal readonly record struct RecordOp(
    RecordOpCode Code, int First, int End, ResolutionStep? Step = null, byte[]? Default = null);
