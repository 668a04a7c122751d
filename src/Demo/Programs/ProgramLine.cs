namespace OrderPipeline.Demo.Programs;

/// <summary>A line that a program printed.</summary>
/// <param name="Program">Which one.</param>
/// <param name="Text">Without the line's end.</param>
/// <param name="IsError">Whether it came from standard error.</param>
internal readonly record struct ProgramLine(ProgramName Program, string Text, bool IsError);
