namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>
/// Why two schemas cannot be bridged, as a value: a throw in every record around it would cost the stack of a process
/// whose schemas nest deep.
/// </summary>
internal sealed record PlanFailure(string Path, string Reason);
