using OrderPipeline.Messaging.Output;

namespace OrderPipeline.Messaging.Hosting;

/// <summary>Where a program writes, and the clock it reads.</summary>
/// <param name="Lines">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Clock">Time for everything in the program.</param>
public sealed record ProgramOutputs(ConsoleLines Lines, TextWriter Error, TimeProvider Clock);
